"""The pages that gather from many rooms."""

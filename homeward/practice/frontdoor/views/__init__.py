"""The front door's pages: the open form, the queue, and one concern."""

# Finds a Python this program runs on, as $PYTHON. Read by the other scripts, from the root of the project.
# PYTHON may be set beforehand to choose one.
homeward_python_suits() {
  "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}
if [ -z "${PYTHON:-}" ]; then
  for candidate in python3 python3.13 python3.12 python3.14 python3.11; do
    if homeward_python_suits "$candidate"; then
      PYTHON=$candidate
      break
    fi
  done
fi
if [ -z "${PYTHON:-}" ] || ! homeward_python_suits "$PYTHON"; then
  echo "Homeward needs Python 3.11, 3.12, 3.13 or 3.14, and none was found." >&2
  echo "On Debian or Ubuntu: sudo apt-get install python3 python3-venv. Or set PYTHON to where one is." >&2
  exit 1
fi

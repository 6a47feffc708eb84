"""`python -m shopkit`: the command line where its script is not on the path."""

from shopkit.cli import main

if __name__ == "__main__":
    main()

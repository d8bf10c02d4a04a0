"""`python -m deploy` is `huimin`."""

from deploy.cli import main

main()

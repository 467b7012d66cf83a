"""Access: who may come in from other machines, by password or token, and what each role may do."""

from tacitus.access.accounts import add_user, issue, now, of_password, of_token, remove_user, revoke, set_password
from tacitus.access.roles import ROLES, may

__all__ = [
    "ROLES", "add_user", "issue", "may", "now", "of_password", "of_token", "remove_user", "revoke", "set_password",
]

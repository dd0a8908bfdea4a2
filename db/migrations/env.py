# SPDX-License-Identifier: Apache-2.0
"""Runs the migrations on the connection that `portfolio_desktop.storage.migrate` hands over, in its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()

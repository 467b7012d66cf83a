"""The steps that bring a database of any older version to the present one, run by `store.open`."""

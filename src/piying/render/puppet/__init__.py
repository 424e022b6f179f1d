"""The puppet kit: figures, sets and their acting, all of our own drawing."""

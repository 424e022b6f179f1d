"""Pictures that are files: stills, layers, clips, what is put together of them."""

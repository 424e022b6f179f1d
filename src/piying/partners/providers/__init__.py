"""partners/providers"""

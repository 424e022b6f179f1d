"""script/readers"""

# The two commands of the README, for those who type make.
.PHONY: demo test bench
demo:
	./piying demo
test:
	./piying test
bench:
	PYTHONPATH=src .venv/bin/python bench/demo.py

"""How the weights of `bothends/data/match` are learnt. Run through `python -m bench.register.learn`."""

"""`make bench`: what this desk does on this machine, beside what its peers did on theirs."""

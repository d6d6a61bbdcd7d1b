require 'puma/const'

# Node's fetch changes between its kept-alive connections, and the one thread waits this many seconds
# (0.2) on the last one before it looks at another.
Puma::Const.send(:remove_const, :FAST_TRACK_KA_TIMEOUT)
Puma::Const.const_set(:FAST_TRACK_KA_TIMEOUT, 0)

//! What is true of the whole. The tests and benches of this package are the contents; the library is empty.

//! How much is tried where nothing says which alternative a value is.
//!
//! In: the sizes of values that are tried. Out: whether one more may be. What always holds: however alternatives nest within each other, a request
//! takes no longer than its budget; what the API itself would be asked for is far below.

/// How many values are looked at, all alternatives together.
const MOST: usize = 1 << 18;

/// What is left.
#[derive(Clone, Copy, Debug)]
pub struct Budget(usize);

impl Default for Budget {
    fn default() -> Self {
        Self(MOST)
    }
}

impl Budget {
    /// Takes that much of it; whether it was there.
    pub fn spend(&mut self, size: usize) -> bool {
        let left = self.0.checked_sub(size.max(1));
        self.0 = left.unwrap_or(0);
        left.is_some()
    }
}

/// What is said of a value for which there is none left.
pub fn nested(param: &str) -> String {
    format!("{param} can be read in more ways than are tried: alternatives stand in alternatives.")
}

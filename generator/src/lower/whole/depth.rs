//! stub
/// MOST
pub const MOST_LEVELS: usize = 500;

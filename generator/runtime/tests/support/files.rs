//! Files that go with the test, and readers that misbehave.

#![allow(dead_code)]

use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A file that is removed in the end.
pub struct TempFile(PathBuf);

impl TempFile {
    /// A file with that extension and these contents.
    pub fn new(extension: &str, contents: &[u8]) -> Self {
        static FILES: AtomicU64 = AtomicU64::new(0);
        let number = FILES.fetch_add(1, Ordering::Relaxed);
        let name = format!("form-runtime-{}-{number}.{extension}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, contents).unwrap();
        Self(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Gives it other contents.
    pub fn write(&self, contents: &[u8]) {
        fs::write(&self.0, contents).unwrap();
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// Bytes without a pattern, the same each time.
pub fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    let mut bytes: Vec<u8> = std::iter::repeat_with(next)
        .take(length.div_ceil(8))
        .flatten()
        .collect();
    bytes.truncate(length);
    bytes
}

/// A reader that asks a function before each read: how often it was rewound, and where it stands.
pub struct Watched<F> {
    bytes: io::Cursor<Vec<u8>>,
    rewound: u32,
    before: F,
}

impl<F> Watched<F> {
    /// A reader of these bytes.
    pub fn new(bytes: Vec<u8>, before: F) -> Self {
        Self {
            bytes: io::Cursor::new(bytes),
            rewound: 0,
            before,
        }
    }
}

impl<F: FnMut(u32, u64) -> io::Result<()>> Read for Watched<F> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        (self.before)(self.rewound, self.bytes.position())?;
        self.bytes.read(buffer)
    }
}

impl<F> Seek for Watched<F> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if to == SeekFrom::Start(0) {
            self.rewound += 1;
        }
        self.bytes.seek(to)
    }
}

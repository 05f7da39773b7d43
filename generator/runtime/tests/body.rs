//! Bodies: what is read from files and readers is the same each time, or an error.

#[path = "support/files.rs"]
mod files;

use std::io::{self, Cursor, ErrorKind, Read, Seek, SeekFrom};

use bytes::Bytes;
use files::{TempFile, Watched, noise};
use form_runtime::{Body, BodyReader};

const CHUNK: usize = 64 * 1024;

/// What comes up to the end or the first error.
fn read(reader: &mut BodyReader) -> (Vec<u8>, io::Result<()>) {
    let mut bytes = Vec::new();
    loop {
        match reader.next_chunk() {
            Ok(None) => return (bytes, Ok(())),
            Ok(Some(chunk)) => {
                assert!(!chunk.is_empty() && chunk.len() <= CHUNK);
                bytes.extend_from_slice(&chunk);
            }
            Err(error) => return (bytes, Err(error)),
        }
    }
}

/// The error of a sending, which must not be complete.
fn failure(body: &Body) -> io::Error {
    let mut reader = body.reader();
    let (bytes, end) = read(&mut reader);
    let error = end.unwrap_err();
    assert!(
        (bytes.len() as u64) < body.len(),
        "a complete body went out"
    );
    // It does not go on behind the error, whichever way it is read.
    let again = reader.next_chunk().unwrap_err();
    assert_eq!(again.to_string(), error.to_string());
    assert!(reader.read(&mut [0; 9]).is_err());
    assert_eq!(body.to_bytes().unwrap_err().kind(), error.kind());
    error
}

#[test]
fn bytes_are_not_copied() {
    let bytes = Bytes::from(noise(200_000));
    let body = Body::from(bytes.clone());
    assert_eq!((body.len(), body.is_empty()), (200_000, false));
    let same = |other: &Bytes| std::ptr::eq(bytes.as_ptr(), other.as_ptr());
    assert!(same(body.as_bytes().unwrap()) && same(&body.to_bytes().unwrap()));
    let mut reader = body.clone().reader();
    assert!(same(&reader.next_chunk().unwrap().unwrap()));
    assert!(reader.next_chunk().unwrap().is_none());
    let mut copy = Vec::new();
    assert_eq!(body.reader().read_to_end(&mut copy).unwrap(), 200_000);
    assert_eq!(copy, bytes);
    assert_eq!(format!("{body:?}"), "Body(200000 bytes)");
}

#[test]
fn nothing_is_a_body() {
    let empty = TempFile::new("txt", b"");
    let from_path = Body::from_path(empty.path()).unwrap();
    empty.write(b"no longer");
    for body in [
        Body::default(),
        Bytes::new().into(),
        from_path,
        Body::from_reader(io::empty()).unwrap(),
    ] {
        assert_eq!((body.len(), body.is_empty()), (0, true));
        assert_eq!(body.to_bytes().unwrap(), "");
        assert!(body.reader().next_chunk().unwrap().is_none());
        assert_eq!(body.reader().read(&mut [0; 9]).unwrap(), 0);
    }
}

#[test]
fn sources_give_the_same_each_time() {
    for length in [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 200_000] {
        let bytes = noise(length);
        let file = TempFile::new("bin", &bytes);
        let mut at_its_end = Cursor::new(bytes.clone());
        at_its_end.seek(SeekFrom::End(0)).unwrap();
        for body in [
            Body::from_path(file.path()).unwrap(),
            Body::from_reader(at_its_end).unwrap(),
        ] {
            assert_eq!((body.len(), body.as_bytes()), (length as u64, None));
            for body in [&body, &body.clone(), &body] {
                let (read, end) = read(&mut body.reader());
                assert!(end.is_ok() && read == bytes, "{end:?}");
                assert_eq!(body.to_bytes().unwrap(), bytes);
            }
            let mut reader = body.reader();
            let mut some = vec![0; length.min(1_000)];
            reader.read_exact(&mut some).unwrap();
            let mut rest = Vec::new();
            reader.read_to_end(&mut rest).unwrap();
            assert_eq!([some, rest].concat(), bytes);
            assert_eq!(format!("{body:?}"), format!("Body({length} bytes)"));
            let shown = format!("{:?}", body.reader());
            assert_eq!(shown, format!("BodyReader({length} bytes)"));
        }
    }
}

#[test]
fn a_file_that_changed_is_never_sent_whole() {
    for length in [1, CHUNK, CHUNK + 1, 200_000] {
        let bytes = noise(length);
        let file = TempFile::new("bin", &bytes);
        let body = Body::from_path(file.path()).unwrap();
        let mut first = bytes.clone();
        first[0] ^= 1;
        let mut last = bytes.clone();
        last[length - 1] ^= 0x80;
        let longer = [&*bytes, b"x"].concat();
        for other in [&first, &last, &longer, &bytes[..length - 1].to_vec()] {
            file.write(other);
            let error = failure(&body);
            assert_eq!(error.kind(), ErrorKind::InvalidData);
            assert_eq!(
                error.to_string(),
                "the file to upload changed since it was given: make a new upload of it"
            );
        }
        // It is the contents that count.
        file.write(&bytes);
        assert_eq!(body.to_bytes().unwrap(), bytes);
        std::fs::remove_file(file.path()).unwrap();
        let error = failure(&body);
        assert_eq!(error.kind(), ErrorKind::NotFound);
        let text = error.to_string();
        assert!(
            text.starts_with("the file to upload cannot be read: "),
            "{text}"
        );
    }
}

#[test]
fn a_reader_that_fails_is_an_error() {
    let fails_at = |rewinds: u32, at: u64| {
        Watched::new(noise(200_000), move |rewound, position| {
            match rewound == rewinds && position >= at {
                true => Err(io::Error::new(ErrorKind::PermissionDenied, "locked away")),
                false => Ok(()),
            }
        })
    };
    let error = Body::from_reader(fails_at(1, 100_000)).unwrap_err();
    assert_eq!(error.to_string(), "locked away");
    for at in [0, 100_000, 200_000] {
        let body = Body::from_reader(fails_at(2, at)).unwrap();
        let (some, end) = read(&mut body.reader());
        assert!(some.len() < 200_000);
        let error = end.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::PermissionDenied);
        assert_eq!(
            error.to_string(),
            "the file to upload cannot be read: locked away"
        );
        assert_eq!(body.to_bytes().unwrap(), noise(200_000));
    }
}

/// Gives a byte at a time, and is interrupted before each.
struct Hesitant(Cursor<Vec<u8>>, bool);

impl Read for Hesitant {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.1 = !self.1;
        match self.1 {
            true => Err(ErrorKind::Interrupted.into()),
            false => self.0.read(&mut buffer[..1]),
        }
    }
}

impl Seek for Hesitant {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// Tells of more than it gives.
struct Liar;

impl Read for Liar {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        Ok(buffer.len() + 1)
    }
}

impl Seek for Liar {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        Ok(0)
    }
}

#[test]
fn readers_may_be_hesitant_but_not_lie() {
    let bytes = noise(CHUNK + 9);
    let body = Body::from_reader(Hesitant(Cursor::new(bytes.clone()), false)).unwrap();
    assert_eq!(body.to_bytes().unwrap(), bytes);
    let error = Body::from_reader(Liar).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the reader tells of more bytes than it was asked for"
    );
}

#[test]
fn two_sendings_of_a_reader_do_not_mix() {
    let bytes = noise(300_000);
    let body = Body::from_reader(Cursor::new(bytes.clone())).unwrap();
    let mut begun = body.reader();
    begun.next_chunk().unwrap();
    let mut waiting = body.reader();
    let mut latest = body.clone().reader();
    let mut read_by_latest = latest.next_chunk().unwrap().unwrap().to_vec();
    // One that was under way, and one that comes too late to start.
    for older in [&mut begun, &mut waiting] {
        let (some, end) = read(older);
        assert!(some.is_empty());
        assert_eq!(
            end.unwrap_err().to_string(),
            "the reader to upload from was rewound for another request: give each request an upload of its own"
        );
    }
    let (rest, end) = read(&mut latest);
    assert!(end.is_ok());
    read_by_latest.extend(rest);
    assert_eq!(read_by_latest, bytes);
}

#[test]
fn two_sendings_of_a_file_do_not_meet() {
    let bytes = noise(300_000);
    let file = TempFile::new("bin", &bytes);
    let body = Body::from_path(file.path()).unwrap();
    let (mut one, mut other) = (body.reader(), body.reader());
    let mut read = [Vec::new(), Vec::new()];
    while let Some(chunk) = one.next_chunk().unwrap() {
        read[0].extend_from_slice(&chunk);
        read[1].extend_from_slice(&other.next_chunk().unwrap().unwrap());
    }
    assert!(read[0] == bytes && read[1] == bytes);
}

#[test]
fn only_files_can_be_given_by_path() {
    let folder = std::env::temp_dir();
    assert_eq!(
        Body::from_path(&folder).unwrap_err().kind(),
        ErrorKind::InvalidInput
    );
    let missing = folder.join("form-runtime-that-is-not-there");
    assert_eq!(
        Body::from_path(missing).unwrap_err().kind(),
        ErrorKind::NotFound
    );
    assert!(Body::from_path("").is_err());
}

#[test]
fn a_panic_of_a_reader_is_survived() {
    let bytes = noise(200_000);
    let reader = Watched::new(bytes.clone(), |rewound, position| {
        assert!(rewound != 2 || position < 100_000, "the reader's fault");
        Ok(())
    });
    let body = Body::from_reader(reader).unwrap();
    let sending = body.clone();
    let panicked = std::thread::spawn(move || read(&mut sending.reader())).join();
    assert!(panicked.is_err());
    assert_eq!(body.to_bytes().unwrap(), bytes);
}

//! Recorded input about files.
//!
//! In: the `id` and `params` of a recording. Out: operations, or what has no counterpart. A file's recorded contents are a
//! byte a character.

use std::io::Cursor;

use stripe_disputes::{CreateFile, FileUploadPurpose, Files, ListFiles, RetrieveFile, Upload};

use super::{Inexpressible, integer, members, text};
use crate::sdk::json::Json;

/// An upload; of what a reader has, where the recorded one was of a stream.
///
/// # Errors
/// If the crate has no counterpart to the call.
pub fn upload(input: &Json) -> Result<CreateFile, Inexpressible> {
    let streams = input.get("stream") == Some(&Json::Bool(true));
    let (mut upload, mut purpose, mut expand) = (None, None, Vec::new());
    for (name, value) in members(input.get("params"))? {
        match (name.as_str(), value) {
            ("file", file) => upload = Some(self::file(file, streams)?),
            ("purpose", value) => purpose = Some(text(name, value)?),
            ("expand", Json::List(paths)) => {
                let paths = paths.iter().map(|path| text(name, path));
                expand = paths.collect::<Result<_, _>>()?;
            }
            _ => return Err(format!("there is no `{name}`")),
        }
    }
    let upload = upload.ok_or("a file is required")?;
    match purpose {
        Some("dispute_evidence") => {
            Ok(Files::create(upload, FileUploadPurpose::DisputeEvidence).expand(expand))
        }
        other => Err(format!("there is no purpose {other:?}")),
    }
}

fn file(value: &Json, streams: bool) -> Result<Upload, Inexpressible> {
    let data = text("data", value.get("data").unwrap_or(&Json::Null))?;
    let bytes: Option<Vec<u8>> = data.chars().map(|byte| u8::try_from(byte).ok()).collect();
    let bytes = bytes.ok_or("the contents are not bytes")?;
    let name = value.get("name").and_then(Json::as_text);
    let name = name.unwrap_or_default();
    let upload = if streams {
        Upload::from_reader(name, Cursor::new(bytes)).map_err(|error| error.to_string())?
    } else {
        Upload::new(name, bytes)
    };
    Ok(match value.get("type").and_then(Json::as_text) {
        Some(content_type) => upload.content_type(content_type),
        None => upload,
    })
}

/// What is known of a file.
///
/// # Errors
/// If the crate has no counterpart to the call.
pub fn retrieve(input: &Json) -> Result<RetrieveFile, Inexpressible> {
    match (input.get("id"), members(input.get("params"))?) {
        (Some(id), []) => Ok(Files::retrieve(text("id", id)?)),
        other => Err(format!("not an id alone: {other:?}")),
    }
}

/// A list of files.
///
/// # Errors
/// If the crate has no counterpart to the call.
pub fn list(input: &Json) -> Result<ListFiles, Inexpressible> {
    let mut params = members(input.get("params"))?.iter();
    params.try_fold(Files::list(), |list, (name, value)| {
        Ok(match name.as_str() {
            "purpose" => list.purpose(text(name, value)?),
            "limit" => list.limit(integer(name, value)?),
            _ => return Err(format!("there is no `{name}`")),
        })
    })
}

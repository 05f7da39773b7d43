//! Recorded input about files.
//!
//! In: the `params` of a recording. Out: operations, or what has no counterpart. A file's recorded contents are a byte a
//! character.

use stripe_disputes::{CreateFile, FileUploadPurpose, Files, ListFiles, Upload};

use super::{Inexpressible, integer, text, texts_of};
use crate::json::Json;

/// An upload.
pub(super) fn upload(params: &[(String, Json)]) -> Result<CreateFile, Inexpressible> {
    let (mut file, mut purpose, mut expand) = (None, None, Vec::new());
    for (name, value) in params {
        match name.as_str() {
            "file" => file = Some(contents(value)?),
            "purpose" => purpose = Some(text(name, value)?),
            "expand" => expand = texts_of(value)?,
            _ => return Err(format!("there is no `{name}`")),
        }
    }
    let file = file.ok_or("a file is required")?;
    match purpose {
        Some("dispute_evidence") => {
            Ok(Files::create(file, FileUploadPurpose::DisputeEvidence).expand(expand))
        }
        other => Err(format!("there is no purpose {other:?}")),
    }
}

/// A file, whose recorded contents are a byte a character.
fn contents(value: &Json) -> Result<Upload, Inexpressible> {
    let data = text("data", value.get("data").unwrap_or(&Json::Null))?;
    let bytes: Option<Vec<u8>> = data.chars().map(|byte| u8::try_from(byte).ok()).collect();
    let bytes = bytes.ok_or("the contents are not bytes")?;
    let name = value.get("name").and_then(Json::as_text);
    let upload = Upload::new(name.unwrap_or_default(), bytes);
    Ok(match value.get("type").and_then(Json::as_text) {
        Some(content_type) => upload.content_type(content_type),
        None => upload,
    })
}

/// A list of files with one parameter more.
pub(super) fn list(
    list: ListFiles,
    (name, value): &(String, Json),
) -> Result<ListFiles, Inexpressible> {
    Ok(match name.as_str() {
        "purpose" => list.purpose(text(name, value)?),
        "limit" => list.limit(integer(name, value)?),
        _ => return Err(format!("there is no `{name}`")),
    })
}

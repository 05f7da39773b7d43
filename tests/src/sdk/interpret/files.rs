//! Recorded input about files.
//!
//! In: the `id` and `params` of a recording. Out: operations, or what has no counterpart. A file's recorded contents are a
//! byte a character.

use std::io::Cursor;

use stripe_disputes::{
    CreateFile, FileLinkParams, FileUploadPurpose, Files, ListFiles, RetrieveFile, Timestamp,
    Upload,
};

use super::{Inexpressible, created, flag, integer, members, text};
use crate::sdk::json::Json;

/// An upload; of what a reader has, where the recorded one was of a stream.
///
/// # Errors
/// If the crate has no counterpart to the call.
pub fn upload(input: &Json) -> Result<CreateFile, Inexpressible> {
    let streams = input.get("stream") == Some(&Json::Bool(true));
    let (mut upload, mut purpose, mut expand, mut link) = (None, None, Vec::new(), None);
    for (name, value) in members(input.get("params"))? {
        match (name.as_str(), value) {
            ("file", file) => upload = Some(self::file(file, streams)?),
            ("purpose", value) => purpose = Some(text(name, value)?),
            ("file_link_data", value) => link = Some(file_link(value)?),
            ("expand", value) => expand = paths(name, value)?,
            _ => return Err(format!("there is no `{name}`")),
        }
    }
    let upload = upload.ok_or("a file is required")?;
    let purpose = match purpose {
        Some("dispute_evidence") => FileUploadPurpose::DisputeEvidence,
        other => return Err(format!("there is no purpose {other:?}")),
    };
    let create = Files::create(upload, purpose).expand(expand);
    Ok(match link {
        Some(link) => create.file_link_data(link),
        None => create,
    })
}

fn paths<'a>(name: &str, value: &'a Json) -> Result<Vec<&'a str>, Inexpressible> {
    let Json::List(paths) = value else {
        return Err(format!("`{name}` is not a list"));
    };
    paths.iter().map(|path| text(name, path)).collect()
}

fn file_link(value: &Json) -> Result<FileLinkParams, Inexpressible> {
    let create = value.get("create").ok_or("`create` is required")?;
    let mut all = FileLinkParams::new(flag("create", create)?);
    for (name, value) in members(Some(value))? {
        all = match name.as_str() {
            "create" => all,
            "expires_at" => all.expires_at(Timestamp::from_unix(integer(name, value)?)),
            "metadata" if value.as_text() == Some("") => all.clear_metadata(),
            "metadata" => members(Some(value))?
                .iter()
                .try_fold(all, |all, (key, value)| match text(key, value)? {
                    "" => Ok::<_, Inexpressible>(all.unset_metadata(key)),
                    value => Ok(all.metadata([(key, value)])),
                })?,
            _ => return Err(format!("there is no `{name}`")),
        };
    }
    Ok(all)
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
            "created" => list.created(created(value)?),
            "starting_after" => list.starting_after(text(name, value)?),
            "ending_before" => list.ending_before(text(name, value)?),
            "expand" => list.expand(paths(name, value)?),
            _ => return Err(format!("there is no `{name}`")),
        })
    })
}

//! What a folder looks like.
//!
//! In: a folder. Out: all that is in it, by path. What always holds: no link is followed, and no pipe opened.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// All that is in a folder, by path: a folder is no text, a link is where it leads.
pub type Picture = BTreeMap<PathBuf, Option<String>>;

/// Looks at a folder.
pub fn picture(folder: &Path) -> Picture {
    let mut picture = BTreeMap::new();
    collect(folder, folder, &mut picture);
    picture
}

fn collect(root: &Path, folder: &Path, picture: &mut Picture) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        let name = path.strip_prefix(root).unwrap().to_path_buf();
        let kind = fs::symlink_metadata(&path).unwrap().file_type();
        if kind.is_dir() {
            picture.insert(name, None);
            collect(root, &path, picture);
        } else if kind.is_symlink() {
            let target = fs::read_link(&path).unwrap();
            picture.insert(name, Some(format!("-> {}", target.display())));
        } else if kind.is_file() {
            let bytes = fs::read(&path).unwrap();
            picture.insert(name, Some(String::from_utf8_lossy(&bytes).into_owned()));
        } else {
            picture.insert(name, Some("special".to_owned()));
        }
    }
}

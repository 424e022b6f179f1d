"""What is said of sealing films and of verifying files."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {
    # --- sealing ------------------------------------------------------------------------------
    "render.seal_package": Said(
        "读写 C2PA 凭证需要 c2pa-python。请运行 pip install 'piying[seal]'"
        "（或按 requirements/seal.txt 安装）。",
        "C2PA manifests need the package c2pa-python. Run pip install 'piying[seal]' "
        "(or install requirements/seal.txt).",
    ),
    "render.seal_twice": Said(
        "{path} 里已经有 C2PA 凭证。请对母版本身签封。",
        "{path} has a C2PA manifest already. Seal the master itself.",
    ),
    "render.seal_refused": Said(
        "无法给 {path} 签封，C2PA 不接受：{why}。请检查证书（docs/labels.md）。",
        "{path} cannot be sealed, C2PA does not take it: {why}. Look at the certificate "
        "(docs/labels.md).",
    ),
    "render.seal_unreadable": Said(
        "{path} 签封后读不回来：{why}。没有写出文件。",
        "{path} could not be read back after sealing: {why}. No file was written.",
    ),
    "render.seal_changed": Said(
        "签封改动了 {path} 里凭证以外的内容，没有写出文件。只有不分段的 MP4 可以签封。",
        "Sealing changed more of {path} than its manifest; no file was written. Only an MP4 "
        "without fragments can be sealed.",
    ),
    "render.seal_boxes": Said(
        "{path} 里有 {count} 份 C2PA 凭证，应当正好一份。",
        "{path} has {count} C2PA manifests; there should be exactly one.",
    ),
    "store.seal_missing": Said(
        "没有签封证书 {path}。请放入证书链（PEM），或用 piying seal --make-certificate "
        "生成一份仅供开发的证书。",
        "There is no certificate to seal with at {path}. Put a chain in PEM there, or make one "
        "for development with piying seal --make-certificate.",
    ),
    "store.seal_unreadable": Said(
        "{path} 里没有读得懂的证书。应是 PEM，签名的那张在最前。",
        "There is no certificate in {path} that can be read. It is PEM, the one that signs "
        "first.",
    ),
    "store.seal_key_missing": Said(
        "没有签封证书的私钥。找过：环境变量 {variable}、文件 {path}、系统钥匙串（{service}）。",
        "The private key of the certificate is not there. Looked at: the variable {variable}, "
        "the file {path}, the keyring ({service}).",
    ),
    "store.seal_key_unreadable": Said(
        "{path} 里的私钥读不出：须是 PEM 的 P-256、P-384 或 Ed25519，口令正确。",
        "The private key in {path} cannot be read: it has to be P-256, P-384 or Ed25519 in "
        "PEM, with the right passphrase.",
    ),
    "store.seal_other_key": Said(
        "{path} 里的私钥不属于证书 {certificate}。请放入同一对的证书和私钥。",
        "The private key in {path} is not that of the certificate {certificate}. Give the two "
        "that belong together.",
    ),
    "store.seal_unfit": Said(
        "证书 {path} 不能签封：{why}。要求见 docs/labels.md。",
        "The certificate {path} cannot seal: {why}. What it needs is in docs/labels.md.",
    ),
    "review.seal_no_dossier": Said(
        "{name} 还没有关于这部成片的审核档案。请先运行 piying review，再签封。",
        "{name} has no dossier of this very film yet. Run piying review first, then seal.",
    ),
    "cli.help_seal": Said(
        "给成片的副本签封（C2PA），这是最后一步", "sign a copy of the film (C2PA), last of all"
    ),
    "cli.help_make_certificate": Said(
        "生成一份仅供开发的证书（没有人为它担保）",
        "make a certificate for development, which nobody vouches for",
    ),
    "cli.seal_made": Said(
        "开发用证书：{path}，私钥：{key}，有效至 {until}，指纹 {fingerprint}。"
        "没有人为它担保，请勿用于正式发布。",
        "development certificate: {path}, its key: {key}, good until {until}, fingerprint "
        "{fingerprint}. Nobody vouches for it; do not publish with it.",
    ),
    "cli.sealed": Said(
        "已签封：{path}，SHA-256 {digest}，证书：{owner}，有效至 {until}",
        "sealed: {path}, SHA-256 {digest}, certificate: {owner}, good until {until}",
    ),
    "cli.sealed_before": Said(
        "早已签封，没有变化：{path}，SHA-256 {digest}，证书：{owner}，有效至 {until}",
        "sealed before, nothing changed: {path}, SHA-256 {digest}, certificate: {owner}, good "
        "until {until}",
    ),
    "cli.sealed_development": Said(
        "注意：用的是开发证书，别人核验时会显示“证书不受信任”。",
        "note: this is a development certificate; to everybody else it is not trusted.",
    ),
    # --- verifying ----------------------------------------------------------------------------
    "cli.help_verify": Said(
        "核验任何文件的 AI 标识、C2PA 凭证和来历",
        "verify the AI label, the C2PA manifest and the origin of any file",
    ),
    "cli.help_verify_files": Said(
        "文件、播放列表，或装有分段影片的文件夹",
        "files, playlists, or folders with a film in pieces",
    ),
    "cli.help_trust": Said(
        "额外信任的证书（PEM）", "certificates to trust besides the house's own, in PEM"
    ),
    "cli.verify_failed": Said(
        "不是每一项声明都成立：{paths}。", "Not everything that is claimed holds: {paths}."
    ),
    "render.verify_label": Said(
        "AI 隐式标识完好，位置和写法都符合 GB 45438-2025",
        "the AI label in the file is in its place and well formed (GB 45438-2025)",
    ),
    "render.verify_label_wrapped": Said(
        "AI 隐式标识完好，但多包了一层 {{“AIGC”: …}}，是别的工具的写法",
        "the AI label in the file is well formed, wrapped once more as other tools write it",
    ),
    "render.verify_not_mp4": Said(
        "{path} 不是 MP4，读不出标识", "{path} is no MP4; no label can be read"
    ),
    "render.verify_cut_short": Said(
        "文件不完整或已损坏：第 {at} 字节处的 {box} 到不了它该到的地方",
        "the file is cut short or damaged: {box} at byte {at} does not reach its end",
    ),
    "render.verify_pieces": Said(
        "播放列表里的 {count} 个分段都在，也都完整",
        "all {count} pieces of the playlist are there and whole",
    ),
    "render.verify_no_head": Said(
        "播放列表没有 EXT-X-MAP，分段无处带标识",
        "the playlist names no EXT-X-MAP, so the pieces carry no label",
    ),
    "render.verify_labels_differ": Said(
        "各个头文件里的标识不一样", "the heads do not carry the same label"
    ),
    "render.verify_hls_unsealed": Said(
        "分段影片不带 C2PA 凭证", "a film in pieces carries no C2PA manifest"
    ),
    "render.verify_unsealed": Said("没有 C2PA 凭证", "there is no C2PA manifest"),
    "render.verify_sealed": Said(
        "C2PA 凭证完好，影片与签封时一致；签封者：{signer}",
        "the C2PA manifest holds, the film is as it was sealed; by: {signer}",
    ),
    "render.verify_untrusted": Said(
        "证书不受信任，“{signer}”是谁无从证实；可用 --trust 给出信任的证书",
        "the certificate is not trusted: nobody vouches that it is “{signer}”; name those you "
        "trust with --trust",
    ),
    "render.verify_development": Said(
        "这是开发证书，什么身份也不证明",
        "this is a development certificate; it proves nobody's identity",
    ),
    "render.verify_no_timestamp": Said(
        "没有时间戳：凭证只在证书有效期内有效",
        "there is no timestamp: the seal is good as long as its certificate is",
    ),
    "render.verify_film_changed": Said(
        "影片在签封之后被改动过（{codes}）",
        "the film was changed after it was sealed ({codes})",
    ),
    "render.verify_manifest_changed": Said(
        "C2PA 凭证被改动过，或读不出（{codes}）",
        "the C2PA manifest was changed or cannot be read ({codes})",
    ),
    "render.verify_certificate_expired": Said(
        "签封的证书已过期或尚未生效（{codes}）",
        "the certificate has run out or is not good yet ({codes})",
    ),
    "render.verify_certificate_unfit": Said(
        "签封的证书不合 C2PA 的要求（{codes}）",
        "the certificate is none that C2PA takes ({codes})",
    ),
    "render.verify_inner_same": Said(
        "除凭证外逐字节等于母版 {master}",
        "without its manifest it is the master {master}, byte for byte",
    ),
    "render.verify_inner_differs": Said(
        "除凭证外不是它所称的母版 {master}",
        "without its manifest it is not the master {master} that it names",
    ),
    "render.verify_no_house": Said(
        "这里没有片库，档案和日志没有核对",
        "there is no house here; dossier and log were not compared",
    ),
    "render.verify_other_house": Said(
        "档案 {dossier} 不在这个片库里，没有核对",
        "the dossier {dossier} is not in this house and was not compared",
    ),
    "render.verify_dossier": Said(
        "与本片库的审核档案一致：{series} 第 {episode} 集第 {version} 版",
        "it fits the dossier of this house: {series} episode {episode}, version {version}",
    ),
    "render.verify_dossier_differs": Said(
        "与它所称的审核档案不符：{series} 第 {episode} 集第 {version} 版",
        "it does not fit the dossier that it names: {series} episode {episode}, version "
        "{version}",
    ),
    "render.verify_log": Said(
        "签名日志完好，含有凭证所记的第 {seq} 条",
        "the signed log is whole and holds entry {seq} that the manifest names",
    ),
    "render.verify_log_differs": Said(
        "签名日志有误，或没有凭证所记的第 {seq} 条；请运行 piying audit",
        "the signed log is broken, or lacks entry {seq} that the manifest names; run piying "
        "audit",
    ),
    "render.verify_log_was_empty": Said(
        "签封时签名日志还是空的；日志现在完好",
        "the signed log had no entry when this was sealed; it is whole now",
    ),
    "render.verify_is_master": Said(
        "这就是母版：{name}（{profile}）", "these bytes are a master: {name} ({profile})"
    ),
    "render.verify_is_sealed": Said(
        "这就是签封的成片：{name}（{profile}）",
        "these bytes are a sealed film: {name} ({profile})",
    ),
    "render.verify_is_unknown": Said(
        "本片库不认识这些字节", "these bytes are unknown to the house"
    ),
    "render.seal_no_playlist": Said(
        "{path} 里有 {count} 个播放列表，认不出该看哪个。请指明一个 .m3u8。",
        "{path} holds {count} playlists; name the .m3u8 to look at.",
    ),
    "render.seal_playlist": Said(
        "{path} 不是可用的播放列表：{why}。", "{path} is no playlist that can be used: {why}."
    ),
    "render.seal_address": Said(
        "{path} 指向文件夹之外：{address}。只核验放在一起的文件。",
        "{path} leads out of its folder: {address}. Only files that lie together are verified.",
    ),
    "render.seal_piece": Said(
        "{path} 不是分段 MP4 的一段；MPEG-TS 带不了标识。",
        "{path} is no piece of fragmented MP4; MPEG-TS cannot carry the label.",
    ),
}

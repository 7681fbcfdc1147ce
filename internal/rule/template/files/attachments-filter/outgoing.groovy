final MOST = 10 * 1024 * 1024
final KINDS = ["png", "jpg", "jpeg", "gif", "pdf", "txt", "log", "csv"]

replica.summary = issue.summary
replica.attachments = issue.attachments.findAll { a ->
  def kind = a.filename.contains(".") ? a.filename.tokenize(".").last().toLowerCase() : ""
  def fits = kind in KINDS && (a.filesize ?: 0) <= MOST
  if (!fits) {
    log.info("${a.filename} is not told: ${a.filesize} bytes")
  }
  fits
}

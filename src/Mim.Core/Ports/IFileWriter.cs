namespace Mim.Core.Ports;

/// <summary>Writes whole files: made beside their goal, flushed, then renamed into place.</summary>
public interface IFileWriter
{
    /// <summary>Writes <paramref name="path"/> with what <paramref name="content"/> writes to the stream, or leaves it as it was.</summary>
    /// <param name="path">Full path; its folder must exist.</param>
    /// <param name="ownerOnly">Only the owner may read it (files with keys).</param>
    /// <param name="overwrite">Replace an existing file; otherwise an existing file is an error.</param>
    /// <param name="content">Writes the content.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>, <see cref="MimErrorCause.AccessDenied"/>.</exception>
    void Write(string path, bool ownerOnly, bool overwrite, Action<Stream> content);
}

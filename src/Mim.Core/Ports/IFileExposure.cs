namespace Mim.Core.Ports;

/// <summary>Optional power of key files: telling when others can read one.</summary>
public interface IFileExposure
{
    /// <summary>Null when only the owner can read it, else a warning that names it.</summary>
    string? Warning(string path);
}

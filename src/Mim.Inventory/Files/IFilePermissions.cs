namespace Mim.Inventory.Files;

/// <summary>Who may read a file or folder, in the terms of one platform.</summary>
internal interface IFilePermissions
{
    /// <summary>Makes a folder and its missing parents; what is made belongs to its owner alone.</summary>
    void CreateFolder(string path);

    /// <summary>
    /// Makes a new, empty file that only its owner can read, from its first moment on. The stream keeps nothing in a buffer.
    /// </summary>
    /// <exception cref="IOException">It exists already.</exception>
    FileStream CreateFile(string path);

    /// <summary>Who else can read or write a file, or write a folder, for people; null for nobody.</summary>
    string? Others(string path);
}

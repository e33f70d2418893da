namespace Mim.Ssh.Shell;

/// <summary>
/// How a host is spoken to: the shell there, and what it is taught before it is asked. Whatever the shell, answers are the same
/// lines: a letter and text, or octets in hexadecimal after a space, so that no content can be taken for anything else.
/// </summary>
internal abstract class HostDialect
{
    /// <summary>So much of a file comes: lists of tens of thousands of keys. Of a larger one it is told that it is cut.</summary>
    public const int LargestFile = 8 << 20;

    /// <summary>Opens the shell, for whatever login shell the host has.</summary>
    public abstract string Command { get; }

    /// <summary>Teaches the shell, which then writes <paramref name="word"/> as a line.</summary>
    /// <param name="word">Hexadecimal digits.</param>
    /// <param name="isWhole">Whether private keys come whole.</param>
    public abstract string Greeting(string word, bool isWhole);

    /// <summary>A question.</summary>
    /// <param name="verb">What the shell was taught.</param>
    /// <param name="argument">Any text; null for none.</param>
    public abstract string Question(string verb, string? argument);

    /// <summary>Whether a place is a folder, as its last character tells.</summary>
    public abstract bool IsFolder(string place);
}

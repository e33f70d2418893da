namespace Mim.Discovery.Leaks.Git;

/// <summary>An entry of a tree: <c>mode name</c>, a zero, the id.</summary>
/// <param name="Length">All of it; 0 when there is none, or it is damaged.</param>
/// <param name="NameAt">Where its name begins.</param>
/// <param name="NameLength">In octets.</param>
/// <param name="IsFolder">Whether it is a tree itself.</param>
/// <param name="IsFile">Whether it is a blob with content; links and repositories within are none.</param>
internal readonly record struct GitTreeEntry(int Length, int NameAt, int NameLength, bool IsFolder, bool IsFile)
{
    public static GitTreeEntry Read(ReadOnlySpan<byte> tree, int idLength)
    {
        var (blank, zero) = (tree.IndexOf((byte)' '), tree.IndexOf((byte)0));
        if (blank <= 0 || zero <= blank || tree.Length - zero - 1 < idLength)
        {
            return default;
        }

        var mode = tree[..blank];
        return new GitTreeEntry(
            zero + 1 + idLength, blank + 1, zero - blank - 1, mode.SequenceEqual("40000"u8) || mode.SequenceEqual("040000"u8), mode.StartsWith("100"u8));
    }
}

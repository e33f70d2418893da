namespace Mim.Discovery.Files;

/// <summary>Tells from the beginning of a file whether keys of SSH can be in it, so that nothing else is read any further.</summary>
internal static class SshMarks
{
    /// <summary>A file of keys has the first of them within so many octets.</summary>
    public const int HeadLength = 64 << 10;

    /// <summary>Every public key begins with the length of a name shorter than 16 MiB; in base64 that is this, after a space.</summary>
    private static ReadOnlySpan<byte> PublicKey => " AAAA"u8;

    public static bool Has(ReadOnlySpan<byte> head) =>
        head.StartsWith("SSHKRL\n\0"u8)
        || (!FileMarks.IsBinary(head)
            && (head.IndexOf(PublicKey) >= 0
                || head.IndexOf("PRIVATE KEY-----"u8) >= 0
                || head.StartsWith("PuTTY-User-Key-File-"u8)
                || head.StartsWith("---- BEGIN SSH2 PUBLIC KEY"u8)));
}

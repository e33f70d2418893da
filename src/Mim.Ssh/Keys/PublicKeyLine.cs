namespace Mim.Ssh.Keys;

/// <summary>One line of a .pub or authorized_keys file whose key is no certificate.</summary>
internal sealed record PublicKeyLine(SshPublicKey Key, string Comment)
{
    /// <summary>Null when the line has another form.</summary>
    /// <exception cref="SshFormatException">It has the form, but its key is damaged.</exception>
    public static PublicKeyLine? TryRead(ReadOnlySpan<byte> line)
    {
        if (KeyLine.TryRead(line) is not { IsCertificate: false } found)
        {
            return null;
        }

        var key = SshPublicKey.Read(found.Blob);
        return key.Type == found.Type
            ? new PublicKeyLine(key, found.Comment)
            : throw new SshFormatException("a key is of another type than its line says.");
    }
}

namespace Mim.Ssh.Keys;

/// <summary>The unencrypted private part of an openssh-key-v1 file: check numbers, one key, its comment, padding.</summary>
internal static class PrivateKeySection
{
    /// <summary>Checks that the section is whole and belongs to <paramref name="key"/>.</summary>
    public static string Comment(ReadOnlySpan<byte> section, SshPublicKey key)
    {
        var reader = new SshWireReader(section);
        if (reader.Number() != reader.Number())
        {
            throw new SshFormatException("its check numbers differ.");
        }

        if (!reader.Text().SequenceEqual(key.Type.Name) || !PublicPart(ref reader, key))
        {
            throw new SshFormatException($"its private part does not belong to the key {SshFingerprint.Of(key.Blob)}.");
        }

        SkipSecrets(ref reader, key.Type);
        var comment = PlainText.Of(reader.Text());
        CheckPadding(reader.Rest);
        return comment;
    }

    // The public fields come in the order of the public key, but for RSA, which has the modulus first.
    private static bool PublicPart(ref SshWireReader reader, SshPublicKey key)
    {
        var known = new SshWireReader(key.Blob);
        known.Text();
        if (key.Type.Family == SshKeyFamily.Rsa)
        {
            var modulus = reader.Positive();
            return reader.Positive().SequenceEqual(known.Positive()) && modulus.SequenceEqual(known.Positive());
        }

        while (!known.IsAtEnd)
        {
            if (!reader.Text().SequenceEqual(known.Text()))
            {
                return false;
            }
        }

        return true;
    }

    private static void SkipSecrets(ref SshWireReader reader, SshKeyType type)
    {
        if (type.IsSecurityKey)
        {
            // Flags, the handle of the key in its token, and a reserved field.
            reader.Octet();
            reader.Text();
            reader.Text();
            return;
        }

        // RSA: d, iqmp, p, q; all others have one secret.
        for (var left = type.Family == SshKeyFamily.Rsa ? 4 : 1; left > 0; left--)
        {
            reader.Text();
        }
    }

    private static void CheckPadding(ReadOnlySpan<byte> padding)
    {
        for (var index = 0; index < padding.Length; index++)
        {
            if (padding[index] != (byte)(index + 1))
            {
                throw new SshFormatException("its padding is wrong.");
            }
        }
    }
}

using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Identities;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Ssh.Keys;

namespace Mim.Ssh;

/// <summary>
/// Reads OpenSSH key files: public keys one a line, with or without the options of authorized_keys, and private key files
/// of the openssh-key-v1 format, whose public part is read even when they are encrypted, or of the old PEM forms.
/// </summary>
public sealed class SshCredentialDecoder : ICredentialDecoder
{
    public IReadOnlyList<FoundCredential>? Decode(
        ReadOnlyMemory<byte> content, string source, KeyMaterial? password, CancellationToken cancellationToken)
    {
        try
        {
            return PrivateKeyFile.IsOne(content.Span) ? [Private(content.Span, source)]
                : OldKeyFile.IsOne(content.Span) ? [Old(content.Span, source)]
                : Public(content.Span, source);
        }
        catch (SshFormatException trouble)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"{source} is damaged: {trouble.Message}", source, trouble);
        }
    }

    private static FoundCredential Private(ReadOnlySpan<byte> content, string source)
    {
        var file = PrivateKeyFile.Read(content);
        return Found(file.PublicKey, file.Comment, source, file.IsEncrypted ? null : KeyMaterial.CopyOf(content));
    }

    private static FoundCredential Old(ReadOnlySpan<byte> content, string source) => OldKeyFile.IsEncrypted(content)
        ? throw new MimException(
            MimErrorCause.InvalidFile, $"{source} is encrypted in the old form. Write it in OpenSSH's own with ssh-keygen -p.", source)
        : Found(OldKeyFile.Read(content), "", source, KeyMaterial.CopyOf(content));

    private static List<FoundCredential>? Public(ReadOnlySpan<byte> content, string source)
    {
        List<FoundCredential>? found = null;
        var number = 0;
        foreach (var range in content.Split((byte)'\n'))
        {
            number++;
            var line = content[range].Trim(" \t\r\uFEFF"u8);
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            if (PublicKeyLine.TryRead(line) is not { } key)
            {
                // The first line decides whether this is a file of public keys at all.
                return found is null ? null : throw new SshFormatException($"line {number} is not a public key.");
            }

            (found ??= []).Add(Found(key.Key, key.Comment, source, null));
        }

        return found;
    }

    private static FoundCredential Found(SshPublicKey key, string comment, string source, KeyMaterial? privateKey) => new()
    {
        Kind = IdentityKind.SshKey,
        Source = source,
        SuggestedName = comment.Length > 0 ? comment : Path.GetFileNameWithoutExtension(source),
        SshPublicKey = key.Blob,
        PrivateKey = privateKey,
        KeyAlgorithm = key.Algorithm,
    };
}

using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Writing;

/// <summary>Writes the format openssh-key-v1 (OpenSSH PROTOCOL.key).</summary>
internal static class PrivateKeyWriter
{
    /// <summary>What ssh-keygen takes since OpenSSH 9.4.</summary>
    private const int Rounds = 24;

    private const int SaltLength = 16;
    private const int KeyLength = 32;
    private const int CounterLength = 16;

    private static ReadOnlySpan<byte> Magic => "openssh-key-v1\0"u8;

    /// <exception cref="SshFormatException">SSH has no such keys.</exception>
    public static KeyMaterial Write(
        SshPublicKey key, ReadOnlyMemory<byte> pkcs8, string comment, KeyMaterial? passphrase, CancellationToken cancellationToken)
    {
        using var section = Section(key, pkcs8, comment, passphrase is null ? 8 : CounterLength);
        using var file = new SecretWriter();
        file.Write(Magic);
        if (passphrase is null)
        {
            file.Text("none"u8);
            file.Text("none"u8);
            file.Text([]);
        }
        else
        {
            var salt = RandomNumberGenerator.GetBytes(SaltLength);
            using var secret = BcryptDerivation.Derive(passphrase.Span, salt, Rounds, KeyLength + CounterLength, cancellationToken);
            CounterMode.Apply(secret.Span[..KeyLength], secret.Span[KeyLength..], section.Span);
            file.Text("aes256-ctr"u8);
            file.Text("bcrypt"u8);
            file.Text(new WireBuilder().Text(salt).Number(Rounds).Bytes);
        }

        file.Number(1);
        file.Text(key.Blob);
        file.Text(section.Span);
        using var body = file.ToKeyMaterial();
        using var text = new SecretWriter();
        text.WritePem("OPENSSH PRIVATE KEY"u8, body.Span);
        return text.ToKeyMaterial();
    }

    // Whoever decrypts it with a wrong passphrase finds two different check numbers.
    private static KeyMaterial Section(SshPublicKey key, ReadOnlyMemory<byte> pkcs8, string comment, int blockLength)
    {
        using var writer = new SecretWriter();
        var check = RandomNumberGenerator.GetBytes(sizeof(uint));
        writer.Write(check);
        writer.Write(check);
        writer.Text(key.Type.Name);
        PrivateFields.Write(writer, key, pkcs8);
        writer.Text(Encoding.UTF8.GetBytes(comment));
        for (byte padding = 1; writer.Length % blockLength != 0; padding++)
        {
            writer.Write([padding]);
        }

        return writer.ToKeyMaterial();
    }
}

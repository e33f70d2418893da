using Mim.Core.Discovery.Ssh;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Formats;

/// <summary>Private keys as OpenSSH writes them today.</summary>
internal static class OpenSshFormat
{
    private const string Name = "OpenSsh";

    /// <summary>Null when the content is none.</summary>
    public static SshKeySighting? TryRead(ReadOnlySpan<byte> content, SshKeyRole role, bool isOutline)
    {
        if (!PrivateKeyFile.IsOne(content))
        {
            return null;
        }

        try
        {
            var file = PrivateKeyFile.Read(content, isOutline);
            return Sightings.Of(role, Name, file.PublicKey, file.Comment) with
            {
                HasPrivateKey = true,
                IsEncrypted = file.IsEncrypted,
                Derivation = file.Derivation,
                Rounds = file.RoundCount,
            };
        }
        catch (SshFormatException trouble)
        {
            return Sightings.Damaged(role, Name, trouble.Message);
        }
    }
}

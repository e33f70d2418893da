using System.Text;

namespace Mim.Ssh.Keys;

/// <summary>A type of key by its name in the protocol.</summary>
internal sealed class SshKeyType
{
    private static readonly SshKeyType[] _all =
    [
        new("ssh-ed25519", SshKeyFamily.Ed25519, "Ed25519"),
        new("sk-ssh-ed25519@openssh.com", SshKeyFamily.Ed25519, "Ed25519Sk"),
        new("ssh-ed448", SshKeyFamily.Ed448, "Ed448"),
        new("ecdsa-sha2-nistp256", SshKeyFamily.Ecdsa, "EcdsaP256", "nistp256", 65),
        new("sk-ecdsa-sha2-nistp256@openssh.com", SshKeyFamily.Ecdsa, "EcdsaP256Sk", "nistp256", 65),
        new("ecdsa-sha2-nistp384", SshKeyFamily.Ecdsa, "EcdsaP384", "nistp384", 97),
        new("ecdsa-sha2-nistp521", SshKeyFamily.Ecdsa, "EcdsaP521", "nistp521", 133),
        new("ssh-rsa", SshKeyFamily.Rsa, "Rsa"),
        new("ssh-dss", SshKeyFamily.Dsa, "Dsa"),
    ];

    private readonly byte[] _name;
    private readonly byte[] _curve;

    private SshKeyType(string name, SshKeyFamily family, string algorithm, string curve = "", int pointLength = 0)
    {
        _name = Encoding.ASCII.GetBytes(name);
        _curve = Encoding.ASCII.GetBytes(curve);
        Family = family;
        Algorithm = algorithm;
        PointLength = pointLength;
        IsSecurityKey = name.StartsWith("sk-", StringComparison.Ordinal);
    }

    public SshKeyFamily Family { get; }

    /// <summary>The name used here; RSA and DSA add their size.</summary>
    public string Algorithm { get; }

    public ReadOnlySpan<byte> Name => _name;

    public ReadOnlySpan<byte> Curve => _curve;

    /// <summary>Octets of an uncompressed point.</summary>
    public int PointLength { get; }

    /// <summary>521 where the point has 133 octets.</summary>
    public int CurveBits => Math.Min((PointLength - 1) * 4, 521);

    public bool IsSecurityKey { get; }

    /// <summary>Null when the name is unknown.</summary>
    public static SshKeyType? Find(ReadOnlySpan<byte> name)
    {
        foreach (var type in _all)
        {
            if (name.SequenceEqual(type._name))
            {
                return type;
            }
        }

        return null;
    }
}

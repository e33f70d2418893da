using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts;

/// <summary>One log-in by SCRAM-SHA-256 (RFC 5802, RFC 7677): neither side shows the password, and each proves that it knows of it.</summary>
internal sealed class ScramClient : IDisposable
{
    private const int LeastIterations = 4096;

    /// <summary>A server may not keep a client busy for minutes.</summary>
    private const int MostIterations = 1_000_000;

    private const int NonceOctets = 24;
    private const string Header = "n,,";

    private readonly string _nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(NonceOctets));
    private readonly KeyMaterial _password;
    private readonly FreshScramKeys? _fresh;
    private byte[] _expected = [];

    /// <param name="password">UTF-8; stays the caller's.</param>
    /// <param name="fresh">Keys that were made a moment ago; null for none.</param>
    public ScramClient(KeyMaterial password, FreshScramKeys? fresh = null) => (_password, _fresh) = (PreparedPassword.Of(password), fresh);

    public const string Mechanism = "SCRAM-SHA-256";

    /// <summary>Names no user: the protocol around it has done so.</summary>
    public byte[] First() => Encoding.ASCII.GetBytes($"{Header}{FirstBare}");

    /// <summary>Answers the server's challenge.</summary>
    /// <exception cref="InvalidDataException">It is none, or not to this client.</exception>
    public byte[] Final(ReadOnlySpan<byte> challenge)
    {
        var text = Encoding.ASCII.GetString(challenge);
        var parts = text.Split(',');
        if (parts is not [['r', '=', .. var nonce], ['s', '=', .. var saltText], ['i', '=', .. var rounds], ..]
            || !nonce.StartsWith(_nonce, StringComparison.Ordinal)
            || nonce.Length == _nonce.Length
            || !Base64.IsValid(saltText)
            || !int.TryParse(rounds, NumberStyles.None, CultureInfo.InvariantCulture, out var iterations)
            || iterations is < LeastIterations or > MostIterations)
        {
            throw new InvalidDataException("its challenge is not one of SCRAM-SHA-256.");
        }

        var withoutProof = $"c={Convert.ToBase64String(Encoding.ASCII.GetBytes(Header))},r={nonce}";
        var signed = Encoding.ASCII.GetBytes($"{FirstBare},{text},{withoutProof}");
        var salt = Convert.FromBase64String(saltText);
        using var keys = _fresh?.Take(_password, salt, iterations) ?? ScramKeys.Of(_password, salt, iterations);
        _expected = HMACSHA256.HashData(keys.ServerKey.Span, signed);
        return Encoding.ASCII.GetBytes($"{withoutProof},p={Convert.ToBase64String(keys.Proof(signed))}");
    }

    /// <summary>That the server knows of the password too.</summary>
    /// <exception cref="InvalidDataException">It does not, and is not the one whose account this is.</exception>
    public void Finish(ReadOnlySpan<byte> verdict)
    {
        var text = Encoding.ASCII.GetString(verdict);
        var shown = text is ['v', '=', .. var signature] && Base64.IsValid(signature) ? Convert.FromBase64String(signature) : [];
        if (_expected.Length == 0 || !CryptographicOperations.FixedTimeEquals(shown, _expected))
        {
            throw new InvalidDataException("it does not prove that it knows the account.");
        }
    }

    public void Dispose() => _password.Dispose();

    private string FirstBare => $"n=,r={_nonce}";
}

using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Sealing;

namespace Mim.Pki.Encryption;

/// <summary>PBKDF2 with its parameters (RFC 8018 section 5.2 and appendix A.2).</summary>
internal sealed record Pbkdf2Derivation(byte[] Salt, int Rounds, int? KeyLength, HashAlgorithmName Hash)
{
    /// <summary>Reads the AlgorithmIdentifier of a key derivation function.</summary>
    public static Pbkdf2Derivation Read(AsnReader algorithm)
    {
        var oid = algorithm.ReadObjectIdentifier();
        if (oid != Oids.Pbkdf2)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"Its key derivation {oid} is not supported.");
        }

        var parameters = algorithm.ReadSequence();
        var salt = parameters.ReadOctetString();
        var rounds = parameters.TryReadInt32(out var number) ? number : int.MaxValue;
        int? length = parameters.NextIs(Asn1Tag.Integer) && parameters.TryReadInt32(out var given) ? given : null;
        var hash = parameters.HasData ? HashOf(parameters.ReadSequence().ReadObjectIdentifier()) : HashAlgorithmName.SHA1;
        return new Pbkdf2Derivation(salt, rounds, length, hash);
    }

    public void Write(AsnWriter writer)
    {
        using var algorithm = writer.PushSequence();
        writer.WriteObjectIdentifier(Oids.Pbkdf2);
        using var parameters = writer.PushSequence();
        writer.WriteOctetString(Salt);
        writer.WriteInteger(Rounds);
        using var function = writer.PushSequence();
        writer.WriteObjectIdentifier(Oids.HmacWithSha256);
        writer.WriteNull();
    }

    /// <summary>
    /// Derives a key. The platform's derivation cannot be interrupted, so it works beside the caller, who stops waiting at
    /// once; it has a password of its own and ends unheeded.
    /// </summary>
    public KeyMaterial Derive(KeyMaterial? password, int length, CancellationToken cancellationToken)
    {
        var own = KeyMaterial.CopyOf(password is null ? [] : password.Span);
        var work = Task.Run(() => Derive(own, length), CancellationToken.None);
        try
        {
            work.Wait(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            work.ContinueWith(done => done.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
        catch (AggregateException)
        {
            // What went wrong is thrown below as it was.
        }

        return work.GetAwaiter().GetResult();
    }


    public static HashAlgorithmName HashOf(string function) => function switch
    {
        Oids.HmacWithSha1 => HashAlgorithmName.SHA1,
        Oids.HmacWithSha256 => HashAlgorithmName.SHA256,
        Oids.HmacWithSha384 => HashAlgorithmName.SHA384,
        Oids.HmacWithSha512 => HashAlgorithmName.SHA512,
        _ => throw new MimException(MimErrorCause.InvalidFile, $"Its pseudo-random function {function} is not supported."),
    };

    private KeyMaterial Derive(KeyMaterial password, int length)
    {
        using (password)
        {
            var key = new KeyMaterial(length);
            Rfc2898DeriveBytes.Pbkdf2(password.Span, Salt, key.Span, Rounds, Hash);
            return key;
        }
    }
}

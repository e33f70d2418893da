using Mim.Core;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Testing.Certificates;
using Mim.Testing.Programs;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="IOcspReader"/> promises, with responses that OpenSSL makes.</summary>
public abstract class OcspReaderContract(IOcspReader reader, ICertificateReader certificates)
{
    [RequiresProgramFact("openssl")]
    public void A_response_says_what_its_responder_knows()
    {
        using var authority = new OcspAuthority();
        var good = Read(authority, authority.Respond("V"));
        Assert.Equal((OcspStatus.Good, null, null, true), (good.Status, good.RevokedAt, good.Reason, good.IsSigned));
        Assert.InRange(good.NextUpdate!.Value - good.ThisUpdate, TimeSpan.FromDays(6.9), TimeSpan.FromDays(7.1));

        var revoked = Read(authority, authority.Respond("R 260102030405Z,keyCompromise"));
        Assert.Equal(OcspStatus.Revoked, revoked.Status);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), revoked.RevokedAt);
        Assert.Equal(RevocationReason.KeyCompromise, revoked.Reason);

        Assert.Equal(OcspStatus.Unknown, Read(authority, authority.Respond(null)).Status);
    }

    [RequiresProgramFact("openssl")]
    public void Who_signed_it_must_be_the_issuer_or_appointed_by_it()
    {
        using var authority = new OcspAuthority();
        Assert.True(Read(authority, authority.Respond("V", "signer")).IsSigned);
        Assert.False(Read(authority, authority.Respond("V", "stranger")).IsSigned);
        Assert.Null(reader.Read(authority.Respond("V"), certificates.Read(authority.Certificate), [authority.Certificate, [1, 2]]).IsSigned);
    }

    [RequiresProgramFact("openssl")]
    public void A_response_about_others_and_errors_are_refused()
    {
        using var authority = new OcspAuthority();
        using var other = new OcspAuthority();
        Assert.Contains("other certificates", Refused(authority, other.Respond("V")).Message, StringComparison.Ordinal);
        Assert.Contains("tryLater", Refused(authority, [0x30, 3, 0x0A, 1, 3]).Message, StringComparison.Ordinal);
        Refused(authority, []);
        Refused(authority, [0x30, 0x80]);
    }

    [RequiresProgramFact("openssl")]
    public void Damaged_responses_are_refused_and_do_no_harm()
    {
        using var authority = new OcspAuthority();
        var response = authority.Respond("R 260102030405Z,keyCompromise", "signer");
        var facts = certificates.Read(authority.Certificate);
        var mutator = new Mutator(seed: 6960);
        for (var index = 0; index < 2000; index++)
        {
            var damaged = mutator.Mutate(response);
            if (Record.Exception(() => reader.Read(damaged, facts, [authority.Issuer])) is { } thrown)
            {
                Assert.Equal(MimErrorCause.InvalidOcspResponse, Assert.IsType<MimException>(thrown).Cause);
            }
        }
    }

    private OcspAnswer Read(OcspAuthority authority, byte[] response) =>
        reader.Read(response, certificates.Read(authority.Certificate), [authority.Issuer]);

    private MimException Refused(OcspAuthority authority, byte[] response)
    {
        var refusal = Assert.Throws<MimException>(() => Read(authority, response));
        Assert.Equal(MimErrorCause.InvalidOcspResponse, refusal.Cause);
        return refusal;
    }
}

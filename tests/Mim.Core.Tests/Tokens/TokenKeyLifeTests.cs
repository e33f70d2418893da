using Mim.Core.Identities;
using Mim.Core.Tokens;
using Mim.Testing;

namespace Mim.Core.Tests.Tokens;

public sealed class TokenKeyLifeTests
{
    private static readonly TimeSpan _hour = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(VersionState.PreActivation, null, 99, true)]
    [InlineData(VersionState.Active, "Issued", 99, true)]
    [InlineData(VersionState.Deactivated, "Superseded", 59, true)]
    [InlineData(VersionState.Deactivated, "Superseded", 60, false)]
    [InlineData(VersionState.Destroyed, "Superseded", 59, true)]
    [InlineData(VersionState.Destroyed, "Disposal", 1, false)]
    [InlineData(VersionState.Suspended, "CertificateHold", 1, false)]
    [InlineData(VersionState.Revoked, "KeyCompromise", 1, false)]
    public void A_key_is_published_as_long_as_a_token_of_it_may_live(VersionState state, string? reason, int minutes, bool isPublished)
    {
        var version = Sample.Version(Sample.Identity("corp")) with { State = state, StateReason = reason, StateAt = Sample.Now, Certificate = [1] };
        Assert.Equal(isPublished, TokenKeyLife.IsPublished(version, _hour, Sample.Now.AddMinutes(minutes)));
        Assert.False(TokenKeyLife.IsPublished(version with { Certificate = null }, _hour, Sample.Now));
    }
}

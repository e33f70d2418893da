using Mim.Composition.Tests.Crash;
using Mim.Testing;
using Mim.Testing.Contracts;

namespace Mim.Composition.Tests.Services;

[RequiresProgram("postfix", "/usr/lib/postfix/sbin/smtpd", AsRoot = true)]
public sealed class PostfixTargetTests : KilledServiceSuite
{
    /// <summary>
    /// Its processes read configuration and files whenever one starts: a broken configuration is an outage with or without a rotation,
    /// and without a reload some serve the one version and some the other.
    /// </summary>
    private protected override IReadOnlyList<DeliveryCase> Cases { get; } = [DeliveryCase.NothingFails, DeliveryCase.ForeignChange, DeliveryCase.LostListener];

    private protected override RealService NewService(TemporaryFolder folder) => new RealPostfix(folder);

    // Its reloads are some time apart.
    private protected override IEnumerable<Shot> Of(RecordedWork work) => work.Turns;
}

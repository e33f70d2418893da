using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Risk;

namespace Mim.Host.Tour.Steps;

/// <summary>A certificate for a server on this machine, judged as a relying party would.</summary>
internal sealed class CertificateStep : ITourStep
{
    public string Name => "Certificate";

    public Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        var session = world.Session;
        var request = new NewCertificate
        {
            Name = "localhost",
            DnsNames = ["localhost"],
            IPAddresses = ["127.0.0.1"],
            Authority = "tour-issuing",
            Owner = "tour",
            Purpose = "TLS server of the tour",
            Criticality = Criticality.High,
        };
        var identity = session.Certificates.Issue(request, cancellationToken);
        world.Identity = identity;
        var verdict = session.Tester.Test(new CertificateTest { IdentityId = identity.Id, HostName = "localhost" }, cancellationToken);
        var failed = verdict.Checks.FirstOrDefault(check => check.Result == CheckResult.Failed);
        StepFailedException.ThrowUnless(failed is null, $"the certificate passes every check: {failed}");
        return Task.FromResult<IReadOnlyList<string>>(
        [
            $"Issued version {identity.Version} for {identity.Name} and 127.0.0.1, serial {identity.SerialNumber}.",
            $"It passes {verdict.Checks.Count} checks; policy 'High' says it ends {identity.NotAfter:yyyy-MM-dd} and is due {identity.DueAt:yyyy-MM-dd}.",
        ]);
    }
}

using System.Management.Automation;

using Mim.Core.Identities;
using Mim.Core.Risk;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Tests certificates as a client would, and a little more strictly.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.Certificate)]
[OutputType(typeof(CertificateTestResult))]
public sealed class TestMachineCertificateCommand : IdentityCommand
{
    private CertificateTest _test = new();

    /// <summary>Certificate files to test, wildcards allowed.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>Certificate files to test, taken as they are written.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The name a client connects to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HostName { get; set; }

    /// <summary>The time to test for.</summary>
    [Parameter]
    public DateTimeOffset? At { get; set; }

    /// <summary>Files with the roots to trust, wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? TrustedRoot { get; set; }

    /// <summary>Files with CRLs, wildcards allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] RevocationList { get; set; } = [];

    private protected override IReadOnlyList<IdentityKind> Kinds => [IdentityKind.Certificate, IdentityKind.CertificateAuthority];

    private protected override void Begin() => _test = new CertificateTest
    {
        HostName = HostName,
        At = At,
        TrustedRoots = TrustedRoot?.SelectMany(Files.Matching).SelectMany(CertificateFile.Certificates).ToList(),
        RevocationLists = [.. RevocationList.SelectMany(Files.Matching).Select(CertificateFile.Read)],
    };

    private protected override void Process()
    {
        if (Path.Length + LiteralPath.Length > 0)
        {
            foreach (var path in LiteralPath.Select(Files.Full).Concat(Path.SelectMany(Files.Matching)))
            {
                Attempt(path, () => TestFile(path));
            }

            return;
        }

        foreach (var identity in Chosen())
        {
            Attempt(identity.Name, () => Test(_test with { IdentityId = identity.Id }));
        }
    }

    private void TestFile(string path)
    {
        var certificates = CertificateFile.Certificates(path);
        Test(_test with { Source = path, Certificate = certificates[0], Chain = [.. certificates.Skip(1)] });
    }

    private void Test(CertificateTest test) => WriteObject(Session.Tester.Test(test, StopToken));
}

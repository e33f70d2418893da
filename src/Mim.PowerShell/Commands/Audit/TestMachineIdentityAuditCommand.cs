using System.Management.Automation;

using Mim.Core.Audit;
using Mim.PowerShell.Binding;

namespace Mim.PowerShell.Commands;

/// <summary>Verifies the audit of a store, or an export of it without the store.</summary>
[Cmdlet(VerbsDiagnostic.Test, Nouns.Audit, DefaultParameterSetName = StoreSet)]
[OutputType(typeof(AuditVerdict))]
public sealed class TestMachineIdentityAuditCommand : MimCommand
{
    private const string StoreSet = "Store";
    private const string ExportSet = "Export";

    /// <summary>Exports to verify, wildcards allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ExportSet, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <summary>PEM file with the public key that must have signed.</summary>
    [Parameter(ParameterSetName = ExportSet)]
    [ValidateNotNullOrEmpty]
    public string? PublicKey { get; set; }

    private protected override bool NeedsStore => ParameterSetName == StoreSet && !MyInvocation.ExpectingInput;

    private protected override void Process()
    {
        if (ParameterSetName == StoreSet)
        {
            WriteObject(Session.Audit.Test(StopToken));
            return;
        }

        var publicKey = PublicKey is null ? null : File.ReadAllText(Files.Full(PublicKey));
        foreach (var path in Path)
        {
            Attempt(path, () => Verify(path, publicKey));
        }
    }

    private void Verify(string pattern, string? publicKey)
    {
        foreach (var path in Files.Matching(pattern))
        {
            using var export = File.OpenRead(path);
            WriteObject(AuditExportVerifier.Verify(export, publicKey, StopToken) with { Source = path });
        }
    }
}

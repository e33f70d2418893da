using System.Management.Automation;

using Mim.Core;
using Mim.Core.Issuing;

namespace Mim.PowerShell.Binding;

/// <summary>Certificates on their way through the issuing pipeline of one invocation. Owns the pipeline, made with the first request.</summary>
internal sealed class IssueRun(Cmdlet cmdlet, MimSession session, CancellationToken stopping) : IDisposable
{
    private readonly ProgressMeter _meter = new(cmdlet, "Issuing certificates", session.Time);
    private readonly IssuePipeline _pipeline = session.Certificates.Open(stopping);
    private int _done;

    public void Add(NewCertificate wanted) => _pipeline.Add(wanted, tag: null);

    /// <summary>What is ready now.</summary>
    public IEnumerable<IssueResult> Ready()
    {
        while (_pipeline.TryTake(out var result))
        {
            yield return Counted(result);
        }
    }

    /// <summary>All that is still to come.</summary>
    public IEnumerable<IssueResult> Rest()
    {
        foreach (var result in _pipeline.Complete())
        {
            yield return Counted(result);
        }

        _meter.Complete();
    }

    public void Dispose() => _pipeline.Dispose();

    /// <summary>What is asked for, as ShouldProcess shows it.</summary>
    public static string Describe(NewCertificate wanted)
    {
        string[] names = [.. wanted.DnsNames, .. wanted.IPAddresses, .. wanted.Uris, .. wanted.Emails];
        var what = names.Length == 0 ? wanted.Name : $"{wanted.Name} ({string.Join(", ", names)})";
        var key = wanted.Request is null ? wanted.KeyAlgorithm.ToString() : "key of the request";
        return $"{what}, {wanted.Profile}, {key}{(wanted.Authority is null ? "" : $", by {wanted.Authority}")}";
    }

    private IssueResult Counted(IssueResult result)
    {
        _meter.Show($"{++_done} done");
        return result;
    }
}

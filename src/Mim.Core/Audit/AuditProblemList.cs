namespace Mim.Core.Audit;

/// <summary>Problems found so far, at most 1,000: who finds more has seen enough.</summary>
internal sealed class AuditProblemList
{
    private const int Maximum = 1000;
    private readonly List<AuditProblem> _problems = [];

    public void Add(AuditProblemKind kind, long sequence, string detail)
    {
        if (_problems.Count < Maximum)
        {
            _problems.Add(new AuditProblem(kind, sequence, detail));
        }
    }

    /// <summary>Takes back a problem that turned out to be another one.</summary>
    public void Remove(AuditProblemKind kind, long sequence) =>
        _problems.RemoveAll(problem => problem.Kind == kind && problem.Sequence == sequence);

    public IReadOnlyList<AuditProblem> InOrder() => [.. _problems.OrderBy(problem => problem.Sequence)];
}

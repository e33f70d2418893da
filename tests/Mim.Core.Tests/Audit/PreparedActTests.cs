using Mim.Core.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Audit;

/// <summary>Acts whose JSON was written before their place in the chain was known, against records written whole.</summary>
public sealed class PreparedActTests
{
    private static readonly ActContext Context = new("JÜRGEN\0\"", "host\ud83d\ude00", Guid.NewGuid());

    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(long.MaxValue)]
    public void The_hash_is_that_of_the_whole_record(long sequence)
    {
        var detail = new Dictionary<string, string> { ["previousHash"] = "\"sequence\":0", ["at"] = "0001-01-01T00:00:00.000Z" };
        var record = PreparedAct.Of(new Act("IssueCertificate", "Identity", "id", "web01", detail), Context)
            .Chain(sequence, Sample.Audit(1).At, AuditChain.Genesis);

        Assert.Equal(AuditChain.HashOf(record), record.Hash);
        Assert.Equal((sequence, Sample.Audit(1).At, AuditChain.Genesis), (record.Sequence, record.At, record.PreviousHash));
        Assert.Equal((Context.Actor, Context.Host, Context.RunId), (record.Actor, record.Host, record.RunId));
        Assert.Equal(("IssueCertificate", "Identity", "id", "web01"), (record.Act, record.SubjectKind, record.SubjectId, record.SubjectName));
        Assert.Equal(detail, record.Detail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AB")]
    [InlineData("no hash, but what a damaged store may hold, and longer than any hash would be: 0123456789012345678901234567890123456789")]
    public void The_hash_before_may_be_of_any_length(string previousHash)
    {
        var record = PreparedAct.Of(new Act("RemoveIdentity", "Identity", null, null), Context).Chain(7, Sample.Audit(7).At, previousHash);

        Assert.Equal(AuditChain.HashOf(record), record.Hash);
    }

    [Fact]
    public void An_act_of_any_text_and_length_is_chained_again_and_again() => Any.Holds(Any.Text, text =>
    {
        var prepared = PreparedAct.Of(
            new Act(text, text, text, text, new Dictionary<string, string> { [text] = text + new string('x', 100 * text.Length) }, ActOutcome.Failed), Context);
        var first = prepared.Chain(1, DateTimeOffset.UnixEpoch, AuditChain.Genesis);
        var second = prepared.Chain(2, DateTimeOffset.MaxValue, first.Hash);

        Assert.Equal((AuditChain.HashOf(first), AuditChain.HashOf(second)), (first.Hash, second.Hash));
        Assert.NotEqual(first.Hash, second.Hash);
    });
}

using System.Security.Cryptography;
using Mim.Core.Audit;
using Mim.Testing;

namespace Mim.Core.Tests.Audit;

public sealed class AuditVerifierTests : IDisposable
{
    private readonly TestAuditChain _chain = new(100);

    private List<AuditRecord> Records => _chain.Records;

    public void Dispose() => _chain.Dispose();

    [Fact]
    public void AWholeChainIsIntact() => Assert.Empty(_chain.Problems());

    [Fact]
    public void AChainOfNothingIsCutShort()
    {
        Records.Clear();
        _chain.Checkpoints.Clear();

        Assert.Equal(["Truncated 1"], _chain.Problems());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(100)]
    public void AnEditedRecordIsNamed(int sequence)
    {
        Records[sequence - 1] = Records[sequence - 1] with { Actor = "mallory" };

        Assert.Equal([$"Edited {sequence}"], _chain.Problems());
    }

    [Fact]
    public void EveryFieldIsUnderTheHash()
    {
        var record = Records[49];
        AuditRecord[] edits =
        [
            record with { At = record.At.AddMilliseconds(1) },
            record with { Actor = "x" },
            record with { Host = "x" },
            record with { RunId = Guid.Empty },
            record with { Act = "x" },
            record with { SubjectKind = "x" },
            record with { SubjectId = "x" },
            record with { SubjectId = null },
            record with { SubjectName = "x" },
            record with { SubjectName = null },
            record with { Outcome = ActOutcome.Denied },
            record with { Detail = new Dictionary<string, string>() },
            record with { PreviousHash = Sample.Digest("x") },
            record with { Hash = Sample.Digest("x") },
        ];

        foreach (var edit in edits)
        {
            Records[49] = edit;
            Assert.Contains("Edited 50", _chain.Problems());
        }
    }

    [Fact]
    public void AnEditedRecordWithAHashToFitIsNamed()
    {
        Records[49] = TestAuditChain.Chained(Records[49] with { Actor = "mallory" }, Records[48].Hash);

        Assert.Equal(["Edited 50"], _chain.Problems());
    }

    [Fact]
    public void DeletedRecordsAreNamed()
    {
        Records.RemoveRange(39, 3);
        Records.RemoveAt(0);

        Assert.Equal(["Deleted 1", "Deleted 40"], _chain.Problems());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void RenumberingAfterADeletionHidesNothing(int count)
    {
        Records.RemoveRange(49, count);
        _chain.Renumber();

        Assert.Equal(["Deleted 50"], _chain.Problems());
    }

    [Fact]
    public void ADeletionWithHashesToFitShowsAtTheHead()
    {
        Records.RemoveAt(49);
        _chain.Rehash(49);

        Assert.Equal(["Truncated 100"], _chain.Problems());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnInsertedRecordIsNamedOnce(bool fits)
    {
        var forged = Sample.Audit(50, subject: "forged");
        Records.Insert(49, fits ? TestAuditChain.Chained(forged, Records[48].Hash) : forged);
        _chain.Renumber();

        Assert.Equal(["Inserted 50"], _chain.Problems());
    }

    [Fact]
    public void ASecondRecordOfANumberIsNamedOnce()
    {
        Records.Insert(50, TestAuditChain.Chained(Sample.Audit(50, subject: "forged"), Records[48].Hash));

        Assert.Equal(["Inserted 50"], _chain.Problems());
    }

    [Fact]
    public void RecordsBehindTheHeadAreNamed()
    {
        Records.Add(TestAuditChain.Chained(Sample.Audit(101), Records[^1].Hash));
        Records.Add(TestAuditChain.Chained(Sample.Audit(102), Records[^1].Hash));

        Assert.Equal(["Inserted 101"], _chain.Problems());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SwappedRecordsAreNamedOnce(bool renumbered)
    {
        (Records[49], Records[50]) = (Records[50], Records[49]);
        if (renumbered)
        {
            _chain.Renumber();
        }

        Assert.Equal(["Reordered 50"], _chain.Problems());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AMovedBlockIsNamedOnce(bool renumbered)
    {
        var block = Records.GetRange(19, 5);
        Records.RemoveRange(19, 5);
        Records.InsertRange(70, block);
        if (renumbered)
        {
            _chain.Renumber();
        }

        Assert.Equal(["Reordered 20"], _chain.Problems());
    }

    [Fact]
    public void AChainCutShortIsNamed()
    {
        Records.RemoveRange(90, 10);

        Assert.Equal(["Truncated 91"], _chain.Problems());
    }

    [Fact]
    public void ARecordWithAnotherNumberIsNamed()
    {
        Records[49] = Records[49] with { Sequence = 5000 };

        Assert.Equal(["Edited 50"], _chain.Problems());
    }

    [Fact]
    public void AChainRewrittenFromSomewhereOnIsNamedAtItsFirstCheckpoint()
    {
        using var chain = new TestAuditChain(4000);
        chain.Records[1499] = chain.Records[1499] with { Actor = "mallory" };
        chain.Rehash(1499);

        Assert.Equal(["BadSignature 2048"], chain.Problems());
    }

    [Fact]
    public void CheckpointsOfAStrangerAreNamed()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Records[49] = Records[49] with { Actor = "mallory" };
        _chain.Rehash(49);
        _chain.Checkpoints[^1] = TestAuditChain.Sign(AuditCheckpointKind.Head, Records[^1], stranger);

        Assert.Equal(["BadSignature 100"], _chain.Problems());
    }

    [Fact]
    public void ACheckpointOfAnotherNumberIsNamed()
    {
        _chain.Checkpoints[^1] = _chain.Checkpoints[^1] with { Sequence = 90 };
        Records.RemoveRange(90, 10);

        Assert.Equal(["BadSignature 90"], _chain.Problems());
    }

    [Fact]
    public void AMissingHeadIsNamed()
    {
        _chain.Checkpoints.Clear();

        Assert.Equal(["Truncated 101"], _chain.Problems());
    }

    [Theory]
    [InlineData(false, "Truncated 1025")]
    [InlineData(true, "BadSignature 1024")]
    public void AChainCutAtAKeptCheckpointIsNamed(bool posing, string problem)
    {
        using var chain = new TestAuditChain(1500);
        chain.Records.RemoveRange(1024, 476);
        chain.Checkpoints.RemoveAt(1);
        if (posing)
        {
            chain.Checkpoints[0] = chain.Checkpoints[0] with { Kind = AuditCheckpointKind.Head };
        }

        Assert.Equal([problem], chain.Problems());
    }

    [Fact]
    public void AHeadAtAKeptCheckpointIsIntact()
    {
        using var chain = new TestAuditChain(2048);

        Assert.Equal([1024, 2048, 2048], chain.Checkpoints.Select(checkpoint => checkpoint.Sequence));
        Assert.Empty(chain.Problems());
    }

    [Fact]
    public void RubbishCostsBoundedTimeAndProblems()
    {
        using var chain = new TestAuditChain(5000);
        for (var index = 0; index < chain.Records.Count; index++)
        {
            chain.Records[index] = chain.Records[index] with { Hash = Sample.Digest($"{index} rubbish"), PreviousHash = Sample.Digest($"{index}") };
        }

        Assert.Equal(1000, chain.Problems().Count);
    }

    [Fact]
    public void AnyMixOfDamageIsNoticed()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            using var chain = new TestAuditChain(30);
            var random = new Random(seed);
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                Damage(chain.Records, random);
            }

            Assert.True(chain.Problems().Count > 0, $"seed {seed}");
        }
    }

    private static void Damage(List<AuditRecord> records, Random random)
    {
        var (at, to) = (random.Next(records.Count), random.Next(records.Count));
        switch (random.Next(4))
        {
            case 0:
                records.RemoveAt(at);
                break;
            case 1:
                records.Insert(at, Sample.Audit(to));
                break;
            case 2:
                records[at] = records[at] with { Act = records[at].Act + "!" };
                break;
            default:
                records.Insert(at, records[to] with { Sequence = records[at].Sequence });
                break;
        }
    }
}

using Mim.Core.Identities;
using Mim.Core.Rotation;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IJournalStore"/> promises.</summary>
public abstract class JournalStoreContract(ITestStore store) : StoreContract(store)
{
    private readonly MachineIdentity _identity = Sample.Identity("web01");

    [SuiteFact]
    public void Every_field_comes_back_and_putting_again_replaces()
    {
        var rotation = Sample.Rotation(_identity);
        Put(rotation with { Step = RotationStep.Plan, Reason = null, EndedAt = null }, rotation);

        Assert.Equivalent(rotation, Inventory.Journal.Get(rotation.Id), strict: true);
        Assert.Null(Inventory.Journal.Get(Guid.CreateVersion7()));
    }

    [SuiteFact]
    public void Rotations_come_newest_first()
    {
        var rotations = Rotations(1300);
        Put(rotations);

        Assert.Equal(rotations.Reverse().Select(r => r.Id), Find(new RotationQuery()));
        Assert.Equal(rotations.Reverse().Take(600).Select(r => r.Id), Find(new RotationQuery { First = 600 }));
        Assert.Equal(rotations.Reverse().Select(r => r.Id), Find(new RotationQuery { IdentityId = _identity.Id }));
        Assert.Empty(Find(new RotationQuery { IdentityId = Guid.CreateVersion7() }));
    }

    [SuiteFact]
    public void Outcomes_and_retirement_narrow_the_list_and_keep_its_order()
    {
        var rotations = Rotations(1300);
        Put(rotations);
        IReadOnlyList<RotationOutcome> outcomes = [RotationOutcome.Running, RotationOutcome.Failed];
        var expected = rotations.Reverse().Where(r => outcomes.Contains(r.Outcome)).Select(r => r.Id).ToList();

        Assert.Equal(expected, Find(new RotationQuery { Outcomes = outcomes }));
        Assert.Equal(expected.Take(7), Find(new RotationQuery { Outcomes = outcomes, First = 7 }));
        Assert.Equal(expected, Find(new RotationQuery { Outcomes = outcomes, IdentityId = _identity.Id }));
        Assert.Equal(
            rotations.Take(11).Reverse().Select(r => r.Id),
            Find(new RotationQuery { RetireBefore = rotations[10].RetireAt }));
        Assert.Equal(
            rotations.Take(5).Reverse().Select(r => r.Id),
            Find(new RotationQuery { ReadyBefore = rotations[4].NotBefore }));
    }

    [SuiteFact]
    public void Of_several_identities_the_latest_rotation_comes_and_no_delivery()
    {
        var (second, third) = (Sample.Identity("web02"), Sample.Identity("web03"));
        Inventory.Add(second);
        Inventory.Add(third);
        var first = Rotations(3);
        var version = Guid.CreateVersion7();
        var delivery = Sample.Rotation(_identity) with { OldVersionId = version, NewVersionId = version, StartedAt = Sample.Now.AddDays(9) };
        var failed = Sample.Rotation(third) with { NewVersionId = null, StartedAt = Sample.Now.AddDays(1) };
        Put([.. first, delivery, Sample.Rotation(second), Sample.Rotation(third) with { StartedAt = Sample.Now }, failed]);

        var found = Inventory.Journal.Find(new RotationQuery { LatestOf = [_identity.Id, third.Id, Guid.CreateVersion7()] }, None).ToList();

        Assert.Equal([failed.Id, first[^1].Id], found.Select(rotation => rotation.Id));
        Assert.Equivalent(failed, found[0], strict: true);
    }

    [SuiteFact]
    public void Entries_of_a_rotation_come_in_order()
    {
        var rotation = Sample.Rotation(_identity);
        Put(rotation);
        var entries = new[]
        {
            Entry(1) with { TargetId = Guid.CreateVersion7(), Detail = "{}" },
            Entry(2) with { State = JournalState.Failed },
            Entry(3),
        };

        Inventory.Write(transaction =>
        {
            Assert.Equal(0, transaction.Journal.Length(rotation.Id));
            Array.ForEach(entries, transaction.Journal.Append);
            Assert.Equal(3, transaction.Journal.Length(rotation.Id));
        });

        Assert.Equivalent(entries, Inventory.Journal.Entries(rotation.Id), strict: true);
        Assert.Empty(Inventory.Journal.Entries(Guid.CreateVersion7()));

        JournalEntry Entry(int sequence) => new()
        {
            RotationId = rotation.Id,
            Sequence = sequence,
            Step = RotationStep.Install,
            State = JournalState.Begun,
            At = Sample.Now,
        };
    }

    private RotationRecord[] Rotations(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => Sample.Rotation(_identity, (RotationOutcome)(i % 7)) with
        {
            StartedAt = Sample.Now.AddSeconds(i),
            RetireAt = Sample.Now.AddDays(1).AddSeconds(i),
            NotBefore = Sample.Now.AddHours(1).AddSeconds(i),
        }),
    ];

    private void Put(params RotationRecord[] rotations) => Inventory.Write(transaction =>
    {
        transaction.Identities.Add(_identity);
        Array.ForEach(rotations, transaction.Journal.Put);
    });

    private List<Guid> Find(RotationQuery query) => [.. Inventory.Journal.Find(query, None).Select(rotation => rotation.Id)];
}

using System.Text;
using Mim.Core;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Rotation;
using Mim.Core.Sealing;
using Mim.Core.Stores;
using Mim.Inventory;
using Mim.Testing;

namespace Mim.Composition.Tests.Trouble;

/// <summary>Locks, keys, clocks and damage: a clear error that names the input, and afterwards everything works as before.</summary>
public sealed class SessionTroubleTests
{
    private const int Damages = 150;
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Ctrl_C_is_heard_while_another_writer_holds_the_store()
    {
        using var test = new TestSession();
        test.NewAuthority();
        using var other = new SqliteStoreFactory(TimeProvider.System).Open(test.Location, create: false, None);
        var held = new TaskCompletionSource();
        using var letGo = new ManualResetEventSlim();
        var holding = Task.Run(() => other.Write(
            _ =>
            {
                held.SetResult();
                letGo.Wait();
                return 0;
            },
            None));
        await held.Task;
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.ThrowsAny<OperationCanceledException>(() => test.Session.Certificates.Issue(new NewCertificate { Name = "web01" }, cancellation.Token));
        Assert.False(holding.IsCompleted);
        letGo.Set();
        await holding;
        AssertWorks(test.Session);
    }

    [Fact]
    public void A_wrong_passphrase_stops_writing_and_not_reading()
    {
        using var passphrase = Secret("correct horse battery staple");
        using var test = new TestSession(new NewStore { Passphrase = passphrase }, reference => reference with { Passphrase = () => Secret("correct horse battery staple") });
        test.NewAuthority();
        using (var wrong = test.OpenAnother(reference => reference with { Passphrase = () => Secret("incorrect horse") }))
        {
            Assert.Single(wrong.Authorities.Find([], None));
            var error = Assert.Throws<MimException>(() => wrong.Certificates.Issue(new NewCertificate { Name = "web01", DnsNames = ["web01.corp.test"] }, None));
            Assert.Equal(MimErrorCause.WrongPassword, error.Cause);
            Assert.DoesNotContain("incorrect horse", error.ToString(), StringComparison.Ordinal);
        }

        AssertWorks(test.Session);
    }

    [Fact]
    public void A_damaged_or_missing_key_file_is_named_and_works_again_when_it_is_back()
    {
        using var test = new TestSession();
        test.NewAuthority();
        var path = test["inventory.key"];
        var whole = File.ReadAllBytes(path);
        var mutator = new Mutator(7);
        for (var damage = 0; damage < Damages; damage++)
        {
            File.WriteAllBytes(path, mutator.Mutate(whole));
            using var session = test.OpenAnother();
            if (Record.Exception(() => session.Policies.Set(session.Policies.For(Criticality.Low), None)) is { } thrown)
            {
                var error = Assert.IsType<MimException>(thrown);
                Assert.True(error.Cause is MimErrorCause.KeyFileDamaged or MimErrorCause.WrongPassword or MimErrorCause.KeyringLocked, error.Message);
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
            }
        }

        File.Delete(path);
        using (var session = test.OpenAnother())
        {
            var error = Assert.Throws<MimException>(() => session.Certificates.Issue(new NewCertificate { Name = "web01", DnsNames = ["web01.corp.test"] }, None));
            Assert.Equal(MimErrorCause.KeyFileMissing, error.Cause);
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(path, whole);
        AssertWorks(test.Reopen());
    }

    [Fact]
    public void A_clock_that_goes_back_stops_writing_until_it_is_right_or_accepted()
    {
        using var test = new TestSession();
        test.NewAuthority();
        var right = test.Time.Now;
        test.Time.Now = right.AddDays(-1);
        var error = Assert.Throws<MimException>(() => test.Session.Policies.Set(test.Session.Policies.For(Criticality.Low), None));
        Assert.Equal(MimErrorCause.ClockWentBack, error.Cause);
        using (var accepting = test.OpenAnother(reference => reference with { AcceptClock = true }))
        {
            accepting.Policies.Set(accepting.Policies.For(Criticality.Low), None);
        }

        test.Time.Now = right;
        AssertWorks(test.Session);
    }

    [Fact]
    public void Damage_anywhere_in_a_store_is_an_error_or_does_not_matter()
    {
        using var test = new TestSession();
        test.NewAuthority();
        var web = test.NewCertificate("web01.corp.test");
        test.Reopen().Dispose();
        var whole = File.ReadAllBytes(test.Location);
        var random = new Random(11);
        for (var damage = 0; damage < Damages; damage++)
        {
            var copy = whole.ToArray();
            for (var bytes = random.Next(1, 9); bytes > 0; bytes--)
            {
                copy[random.Next(copy.Length)] = (byte)random.Next(256);
            }

            File.Delete(test.Location + "-wal");
            File.Delete(test.Location + "-shm");
            File.WriteAllBytes(test.Location, copy);
            var thrown = Record.Exception(() => Use(test, web));
            Assert.True(thrown is null or MimException, $"damage {damage}: {thrown}");
        }

        File.Delete(test.Location + "-wal");
        File.Delete(test.Location + "-shm");
        File.WriteAllBytes(test.Location, whole);
        AssertWorks(test.Reopen());
    }

    private static void Use(TestSession test, MachineIdentity web)
    {
        using var session = test.OpenAnother();
        _ = session.Store.Test(None).Count();
        _ = session.Identities.Find(new IdentityQuery(), None).Count();
        _ = session.Rotation.RotateAsync([web.Id], new RotationOptions(), None).ToBlockingEnumerable().Count();
        session.Certificates.Issue(new NewCertificate { Name = "web02.corp.test" }, None);
    }

    private static void AssertWorks(MimSession session)
    {
        var name = $"{Guid.NewGuid():N}.corp.test";
        Assert.Equal(VersionState.Active, session.Certificates.Issue(new NewCertificate { Name = name }, None).Status);
        Assert.All(session.Store.Test(None), check => Assert.True(check.Passed, $"{check.Check}: {check.Detail}"));
    }

    private static KeyMaterial Secret(string text) => KeyMaterial.CopyOf(Encoding.UTF8.GetBytes(text));
}

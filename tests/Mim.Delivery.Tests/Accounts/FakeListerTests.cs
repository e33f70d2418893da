using Mim.Core.Accounts;
using Mim.Core.Ports;
using Mim.Testing.Contracts;
using Mim.Testing.Doubles;
using Mim.Testing.Programs;

namespace Mim.Delivery.Tests.Accounts;

public sealed class FakeListerTests : AccountListerContract
{
    private readonly FakeLister _lister = new();

    protected override IAccountLister Lister => _lister;

    protected override AccountSettings Settings => FakeRotator.Place("any");

    protected override AccountCredential Reader => AccountServer.Credential(FakeLister.Reader, FakeLister.ReaderPassword);

    protected override void Make(string account) => _lister.Accounts.Add(FakeLister.Account(account));
}

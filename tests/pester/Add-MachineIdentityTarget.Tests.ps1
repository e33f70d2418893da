Describe 'Add-MachineIdentityTarget' {
    BeforeAll {
        Import-Module "$PSScriptRoot/MimTest.psm1" -Force
        $store = Initialize-TestStore $TestDrive
        $web, $shop, $folder = Initialize-TestDelivery $TestDrive
    }

    AfterAll {
        $env:MIM_STORE = $null
    }

    It 'adds PEM files with owner, group and mode' {
        $target = Add-MachineIdentityTarget web01 "$folder/web01.pem" -KeyPath "$folder/web01.key" -ChainPath "$folder/chain.pem" -FileOwner www -Group www -Mode 0640
        $target.Identity | Should -Be 'web01'
        $target.Address | Should -Be "$folder/web01.pem"
        $target.File.Layout | Should -Be 'Pem'
        $target.File.KeyPath | Should -Be "$folder/web01.key"
        $target.File.ChainPath | Should -Be "$folder/chain.pem"
        $target.File.Owner | Should -Be 'www'
        $target.File.Mode | Should -Be 416
        $target.HasPassword | Should -BeFalse
        Assert-Views $target
    }

    It 'adds a PFX file by its extension, with a password that is not shown' {
        $target = Add-MachineIdentityTarget web01 "$folder/web01.pfx" -Password (ConvertTo-TestSecret canary-1138)
        $target.File.Layout | Should -Be 'Pfx'
        $target.HasPassword | Should -BeTrue
        $target | Format-List * | Out-String | Should -Not -Match 'canary'
    }

    It 'replaces the target at the same path' {
        $first = Add-MachineIdentityTarget shop01 "$folder/shop.pem" -KeyPath "$folder/shop.key"
        $second = Add-MachineIdentityTarget shop01 "$folder/shop.pem" -KeyPath "$folder/shop.key" -Mode 600
        $second.Id | Should -Be $first.Id
        Get-MachineIdentityTarget shop01 | ForEach-Object { $_.File.Mode } | Should -Be 384
    }

    It 'takes paths relative to the location, and paths made from each identity' {
        Push-Location $TestDrive
        try {
            (Add-MachineIdentityTarget web01 ./rel.pem -KeyPath ./rel.key).Address | Should -Be "$TestDrive/rel.pem"
        }
        finally {
            Pop-Location
        }

        Get-MachineIdentity web01, shop01 | Add-MachineIdentityTarget -Path { "$folder/$($_.Name).crt" } -KeyPath { "$folder/$($_.Name).crt.key" } |
            ForEach-Object { Split-Path $_.Address -Leaf } | Should -Be 'shop01.crt', 'web01.crt'
    }

    It 'takes rows of a CSV file' {
        $target = [pscustomobject]@{ Name = 'web01'; Path = "$folder/row.pem"; KeyPath = "$folder/row.key"; Mode = '0600'; ChainPath = ''; Format = '' } | Add-MachineIdentityTarget
        $target.File.Mode | Should -Be 384
        $target.File.ChainPath | Should -BeNullOrEmpty
    }

    It 'lets a key of SSH log in to an account' {
        $null = New-MachineSshKey deploy
        $target = Add-MachineIdentityTarget deploy -Account deploy -KeyOption 'from="10.0.0.0/8",no-pty'
        $target.Kind | Should -Be 'AuthorizedKeys'
        $target.Address | Should -Be 'deploy'
        $target.Settings.Options | Should -Be 'from="10.0.0.0/8",no-pty'
        Assert-Views $target
        Add-MachineIdentityTarget deploy "$folder/keys" -Account deploy -Kind AuthorizedKeys | ForEach-Object Address | Should -Be "deploy:$folder/keys"
        [pscustomobject]@{ Name = 'deploy'; Account = 'ops' } | Add-MachineIdentityTarget | ForEach-Object Address | Should -Be 'ops'
        Add-MachineIdentityTarget deploy -Account nobody -WhatIf | Should -BeNullOrEmpty
        Get-MachineIdentityTarget deploy | Should -HaveCount 3
    }

    It 'refuses what is no account and no option' {
        { Add-MachineIdentityTarget deploy -Account 'a,b' -ErrorAction Stop } | Should -Throw '*no account*'
        { Add-MachineIdentityTarget deploy -Account a -KeyOption 'no-pty x' -ErrorAction Stop } | Should -Throw '*no options*'
        { Add-MachineIdentityTarget web01 -Account a -Kind File -ErrorAction Stop } | Should -Throw '*no File target*'
        { Add-MachineIdentityTarget web01 -Account a -ErrorAction Stop } | Should -Throw '*web01*'
    }

    It 'gives a target a maintenance window that rotations wait for' {
        $closed = "0 0 1 $([datetime]::UtcNow.AddMonths(6).Month) *"
        $target = Add-MachineIdentityTarget shop01 "$folder/shop-window.pem" -KeyPath "$folder/shop-window.key" -Window $closed -WindowDuration 2h -WindowZone Europe/Berlin
        $target.Window.Cron | Should -Be $closed
        $target.Window.Duration | Should -Be ([timespan]::FromHours(2))
        $target.Window.Zone | Should -Be 'Europe/Berlin'
        Assert-Views $target
        [pscustomobject]@{ Name = 'shop01'; Path = "$folder/shop-window.pem"; KeyPath = "$folder/shop-window.key"; Window = $closed; WindowDuration = ''; WindowZone = '' } |
            Add-MachineIdentityTarget | ForEach-Object { $_.Window.Zone } | Should -Be 'UTC'

        $waiting = Invoke-MachineIdentityRotation shop01
        $waiting.Outcome | Should -Be 'Waiting'
        $waiting.Reason | Should -Match 'maintenance window'
        $waiting | Resume-MachineIdentityRotation | ForEach-Object Outcome | Should -Be 'Skipped'
        $waiting | Resume-MachineIdentityRotation -Force | ForEach-Object Outcome | Should -Be 'Completed'
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pem" -Window '0 25 * * *' } -Id InvalidArgument -Category InvalidArgument -Target '0 25 * * *'
        (TabExpansion2 'Add-MachineIdentityTarget web01 x.pem -WindowZone Europe/Berl').CompletionMatches[0].CompletionText | Should -Be 'Europe/Berlin'
    }

    It 'warns when a key goes nowhere' {
        $null = Add-MachineIdentityTarget web01 "$folder/nokey.pem" -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -Match 'KeyPath'
    }

    It 'adds a service with its listeners' {
        $target = Add-MachineIdentityTarget web01 "$folder/nginx.pem" -KeyPath "$folder/nginx.key" -Kind Nginx -Configuration "$folder/nginx.conf" -Listener 127.0.0.1:8443, web01.corp.test:443 -Timeout 45s
        $target.Kind | Should -Be 'Nginx'
        "$($target.Settings.Listeners)" | Should -Be '127.0.0.1:8443 web01.corp.test:443'
        $target.Settings.Configuration | Should -Be "$folder/nginx.conf"
        $target.Settings.Timeout.TotalSeconds | Should -Be 45
        $target.File.KeyPath | Should -Be "$folder/nginx.key"
        Assert-Views $target
    }

    It 'takes commands for a Command target, and a pid file for an HAProxy' {
        $command = Add-MachineIdentityTarget web01 "$folder/app.pem" -KeyPath "$folder/app.key" -ReloadCommand systemctl, reload, app
        $command.Kind | Should -Be 'Command'
        $command.Settings.ReloadCommand | Should -Be 'systemctl', 'reload', 'app'
        $proxy = Add-MachineIdentityTarget web01 "$folder/proxy.pem" -Kind HAProxy -PidFile "$folder/proxy.pid"
        $proxy.File.KeyPath | Should -Be "$folder/proxy.pem"
    }

    It 'runs scripts, and says what they said when they fail' {
        $null = New-MachineCertificate script01
        $null = Add-MachineIdentityTarget script01 "$folder/script.pem" -KeyPath "$folder/script.key" -Kind Script -ReloadCommand { Copy-Item $env:MIM_CERTIFICATE "$env:MIM_CERTIFICATE.loaded" } -ProveCommand { if (-not (Test-Path "$env:MIM_CERTIFICATE.loaded")) { throw 'not loaded' } }
        (Publish-MachineIdentity script01).Outcome | Should -Be 'Completed'
        "$folder/script.pem.loaded" | Should -Exist
        Remove-Item "$folder/script.pem.loaded"
        $test = Get-MachineIdentityTarget script01 -Path "$folder/script.pem" | Test-MachineIdentityTarget
        $test.Holds | Should -BeFalse
        $test.Reason | Should -Match 'not loaded'
        Get-MachineIdentityTarget script01 -Path "$folder/script.pem" | Remove-MachineIdentityTarget -Confirm:$false
    }

    It 'runs scripts in the session that rotates, and those that end their shell in one of their own' {
        $null = New-MachineCertificate script02
        $seen = [System.Collections.Generic.List[string]]::new()
        function Save-Seen([string]$what) { $seen.Add($what) }
        $null = Add-MachineIdentityTarget script02 "$folder/session.pem" -KeyPath "$folder/session.key" -Kind Script -ReloadCommand { Save-Seen "$PID $env:MIM_IDENTITY" } -ProveCommand { $left = 'nothing'; if ($env:MIM_CERTIFICATE -notlike '*session.pem') { throw 'lost' } }
        (Publish-MachineIdentity script02).Outcome | Should -Be 'Completed'
        $seen | Should -Be "$PID script02"
        (Get-MachineIdentityTarget script02 | Test-MachineIdentityTarget).Holds | Should -BeTrue
        $env:MIM_IDENTITY | Should -BeNullOrEmpty
        $left | Should -BeNullOrEmpty

        $null = Add-MachineIdentityTarget script02 "$folder/session.pem" -KeyPath "$folder/session.key" -Kind Script -ProveCommand { if ($seen) { exit 3 } }
        (Get-MachineIdentityTarget script02 | Test-MachineIdentityTarget).Holds | Should -BeTrue
        $null = Add-MachineIdentityTarget script02 "$folder/session.pem" -KeyPath "$folder/session.key" -Kind Script -ProveCommand { Save-Seen; Get-Item "$env:MIM_KEY.none" }
        (Get-MachineIdentityTarget script02 | Test-MachineIdentityTarget).Reason | Should -Match 'session.key.none'
        $null = Add-MachineIdentityTarget script02 "$folder/session.pem" -KeyPath "$folder/session.key" -Kind Script -ProveCommand { Start-Sleep 600 } -Timeout 0:0:1
        (Get-MachineIdentityTarget script02 | Test-MachineIdentityTarget).Reason | Should -Match 'did not end within'
    }

    It 'stops while a script runs in the session' {
        $null = New-MachineCertificate script03
        $null = Add-MachineIdentityTarget script03 "$folder/stop.pem" -KeyPath "$folder/stop.key" -Kind Script -ReloadCommand { Start-Sleep 600 } -Timeout 1h
        Assert-Stops 'Publish-MachineIdentity script03 -Store $store' @{ store = $store }
    }

    It 'refuses what its kind cannot have' {
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pem" -KeyPath "$folder/x.key" -Listener web01:443 } -Id InvalidArgument -Category InvalidArgument -Target 'web01:443'
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pem" -KeyPath "$folder/x.key" -Kind Nginx -Listener web01 } -Id InvalidArgument -Category InvalidArgument -Target web01
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pem" -KeyPath "$folder/x.key" -Kind Command } -Id InvalidArgument -Category InvalidArgument
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.p12" -Kind JavaKeystore } -Id InvalidArgument -Category InvalidArgument
    }

    It 'takes rows of services' {
        $target = [pscustomobject]@{ Name = 'web01'; Path = "$folder/mail.pem"; KeyPath = "$folder/mail.key"; Kind = 'Postfix'; Listener = '127.0.0.1:25,127.0.0.1:587'; StartTls = 'Smtp'; Timeout = '' } | Add-MachineIdentityTarget
        $target.Kind | Should -Be 'Postfix'
        $target.Settings.Listeners.Port | Should -Be 25, 587
    }

    It 'adds a target on another host, whose paths are its own' {
        $target = Add-MachineIdentityTarget web01 /etc/tls/web01.pem -KeyPath /etc/tls/web01.key -Kind Nginx -HostName web01.invalid -Port 2222 -User deploy -JumpHost jump.invalid -Sudo
        $target.Address | Should -Be '[web01.invalid]:2222:/etc/tls/web01.pem'
        $target.Settings.Host | ForEach-Object { $_.Name, $_.Port, $_.User, $_.JumpHost, $_.UseSudo } | Should -Be 'web01.invalid', 2222, 'deploy', 'jump.invalid', $true
        Assert-Views $target
        $row = [pscustomobject]@{ Name = 'web01'; Path = '/etc/tls/web01.pem'; ComputerName = 'web02.invalid'; Port = ''; JumpHost = '' } | Add-MachineIdentityTarget -WarningAction Ignore
        $row.Address | Should -Be 'web02.invalid:/etc/tls/web01.pem'
        (Add-MachineIdentityTarget web01 "$folder/here.pem" -KeyPath "$folder/here.key").Settings.Host | Should -BeNullOrEmpty
        Assert-TestError { Add-MachineIdentityTarget web01 tls/web01.pem -HostName web01.invalid } -Id InvalidArgument -Category InvalidArgument -Target tls/web01.pem
        Assert-TestError { Add-MachineIdentityTarget web01 /tls/x.pem -KeyPath /tls/x.key -HostName web01.invalid -JumpHost 'jump:port' } -Id InvalidArgument -Category InvalidArgument
        Assert-ChangesNothing { Add-MachineIdentityTarget web01 /etc/tls/what.pem -KeyPath /etc/tls/what.key -HostName web01.invalid -WhatIf }
        $null = Get-MachineIdentityTarget web01 | Where-Object { $_.Settings.Host } | Remove-MachineIdentityTarget -Confirm:$false -ErrorAction Ignore
    }

    It 'is told of stores of Windows, which are on Windows' -Skip:$IsWindows {
        Assert-TestError { Add-MachineIdentityTarget web01 Cert:\LocalMachine\My } -Id Unsupported -Category NotImplemented -Target LocalMachine/My
        Assert-TestError { Add-MachineIdentityTarget web01 cert:\localmachine\My -Binding '*:443:web01.corp.test' } -Id Unsupported -Category NotImplemented -Target LocalMachine/My:web01.corp.test:443
        Assert-TestError { [pscustomobject]@{ Name = 'web01'; Path = 'Cert:\LocalMachine\My'; Kind = 'WinRm'; Binding = ''; Listener = '' } | Add-MachineIdentityTarget } -Id Unsupported -Category NotImplemented -Target 'LocalMachine/My:*'
    }

    It 'refuses what Windows cannot have' {
        Assert-TestError { Add-MachineIdentityTarget web01 Cert:\LocalMachine } -Id InvalidArgument -Category InvalidArgument -Target LocalMachine/
        Assert-TestError { Add-MachineIdentityTarget web01 Cert:\LocalMachine\My -Kind Iis } -Id InvalidArgument -Category InvalidArgument
        Assert-TestError { Add-MachineIdentityTarget web01 Cert:\LocalMachine\My -Binding web01 } -Id InvalidArgument -Category InvalidArgument -Target web01
        Assert-TestError { Add-MachineIdentityTarget web01 Cert:\CurrentUser\My -Kind RemoteDesktop } -Id InvalidArgument -Category InvalidArgument -Target CurrentUser/My
        Assert-TestError { Add-MachineIdentityTarget web01 Cert:\LocalMachine\My -HostName win01.invalid } -Id InvalidArgument -Category InvalidArgument
        Assert-TestError { Add-MachineIdentityTarget web01 Cert:\LocalMachine\My -Kind Nginx } -Id InvalidArgument -Category InvalidArgument -Target Cert:\LocalMachine\My
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pem" -Kind Iis } -Id InvalidArgument -Category InvalidArgument -Target "$folder/x.pem"
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pem" -Binding web01:443 } -Id InvalidArgument -Category InvalidArgument -Target web01:443
        Assert-ChangesNothing { Add-MachineIdentityTarget web01 Cert:\LocalMachine\My -WhatIf }
    }

    It 'logs in to another host with what the store holds' {
        $target = Add-MachineIdentityTarget web01 /etc/tls/a.pem -KeyPath /etc/tls/a.key -HostName web03.invalid -LogInWith deploy
        $target.Settings.Host.LogInWith.Name | Should -Be 'deploy'
        $row = [pscustomobject]@{ Name = 'web01'; Path = '/etc/tls/b.pem'; HostName = 'web03.invalid'; LogInWith = 'deploy' } | Add-MachineIdentityTarget -WarningAction Ignore
        $row.Settings.Host.LogInWith.Name | Should -Be 'deploy'
        (TabExpansion2 'Add-MachineIdentityTarget web01 -LogInWith dep').CompletionMatches.CompletionText | Should -Be 'deploy'
        Assert-TestError { Add-MachineIdentityTarget web01 /tls/x.pem -KeyPath /tls/x.key -HostName web03.invalid -LogInWith none } -Id IdentityNotFound -Category ObjectNotFound -Target none
        $null = Get-MachineIdentityTarget web01 | Where-Object { $_.Settings.Host } | Remove-MachineIdentityTarget -Confirm:$false -Force -ErrorAction Ignore
    }

    It 'changes nothing with -WhatIf' {
        Assert-ChangesNothing { Add-MachineIdentityTarget web01 "$folder/what.pem" -KeyPath "$folder/what.key" -WhatIf }
    }

    It 'reports what it refuses' {
        Assert-TestError { Add-MachineIdentityTarget none "$folder/x.pem" } -Id IdentityNotFound -Category ObjectNotFound -Target none
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pem" -KeyPath "$folder/x.key" -Mode rw } -Id InvalidArgument -Category InvalidArgument -Target rw
        Assert-TestError { Add-MachineIdentityTarget web01 "$folder/x.pfx" -KeyPath "$folder/x.key" } -Id InvalidArgument -Category InvalidArgument
    }

    It 'stops' {
        Assert-Stops 'Add-MachineIdentityTarget web01 "$folder/$(New-Guid).pfx" -Store $store' @{ store = $store; folder = $folder }
    }
}

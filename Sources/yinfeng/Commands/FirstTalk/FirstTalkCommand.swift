import ArgumentParser

/// `firsttalk`: the register of first talks.
struct FirstTalkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "firsttalk",
        abstract: "首谈备案登记簿：报送、查重、受理、争议、流转、打印、核验。",
        discussion: """
            一个登记簿是一个文件；每次办理记一条事件，前后相扣，改动一处即可查出。
            --as 和 --clerk 是申明，不是认证：谁能写这个文件，由文件权限管。
            退出状态：0 办成；4 规则不准；5 查无；6 他人正在写；7 完整性破坏；64 用法；65 记录读不懂；66 没有文件。
            例：yinfeng firsttalk file --register 首谈.db --as 532822 --clerk 张三 --record 记录.json
            """,
        subcommands: [
            FirstTalkInit.self, FirstTalkRules.self,
            FirstTalkTemplate.self, FirstTalkFile.self, FirstTalkCheck.self, FirstTalkSubmit.self,
            FirstTalkCorrect.self, FirstTalkEvidence.self, FirstTalkWithdraw.self, FirstTalkExtend.self,
            FirstTalkSign.self, FirstTalkLand.self, FirstTalkClose.self, FirstTalkProgress.self,
            FirstTalkReturn.self, FirstTalkAccept.self, FirstTalkReject.self, FirstTalkWarn.self,
            FirstTalkForfeit.self, FirstTalkRevoke.self, FirstTalkEscalate.self,
            FirstTalkContest.self, FirstTalkState.self, FirstTalkRule.self, FirstTalkAppeal.self,
            FirstTalkTransfer.self, FirstTalkConfirm.self, FirstTalkDecline.self,
            FirstTalkList.self, FirstTalkShow.self, FirstTalkDue.self, FirstTalkStats.self, FirstTalkReplay.self,
            FirstTalkForm.self, FirstTalkReceipt.self,
            FirstTalkVerify.self, FirstTalkExport.self, FirstTalkImport.self, FirstTalkBackup.self,
            FirstTalkRebuild.self,
        ])
}
